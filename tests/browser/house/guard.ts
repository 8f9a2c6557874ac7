import type { BrowserContext, ConsoleMessage } from '@playwright/test'

type Address = string | RegExp

/**
 * Watches everything the browser says: no warning, no error, nothing from another host. A test that provokes a
 * refusal announces it; only the browser's own line about that answer is then let through.
 */
export class Guard {
  readonly faults: string[] = []
  private readonly expected: { address: Address; status: number | string }[] = []
  private readonly announced: string[] = []

  constructor(private readonly host: string) {}

  /** This address will answer so: a status, or the network's own word (`net::`). */
  expects(address: Address, status: number | string): void {
    this.expected.push({ address, status })
  }

  /** There will be no server for a while: the stream breaks off, and so may the tab's icon, which the browser fetches when it likes. */
  cuts(): void {
    this.expects('/live', 'net::')
    this.expects('/pkg/icon', 'net::')
  }

  /** The page itself will say this. */
  says(text: string): void {
    this.announced.push(text)
  }

  watch(context: BrowserContext, script: boolean): void {
    context.on('console', (message) => this.hear(message, script))
    context.on('weberror', (error) => this.faults.push(`uncaught: ${error.error().stack ?? error.error().message}`))
    context.on('request', (request) => {
      const url = new URL(request.url())
      if (url.host !== this.host && url.protocol.startsWith('http')) this.faults.push(`asks another host: ${url}`)
    })
  }

  private hear(message: ConsoleMessage, script: boolean): void {
    if (!['warning', 'error', 'assert'].includes(message.type())) return
    const text = message.text()
    // Without script nothing can use what was fetched ahead for the script.
    if (!script && text.includes('was preloaded using link preload but not used')) return
    const url = message.location().url
    if (text.startsWith('Failed to load resource') && this.isExpected(url, text)) return
    if (this.announced.some((said) => text.includes(said))) return
    this.faults.push(`${message.type()}: ${text} (${url})`)
  }

  private isExpected(url: string, text: string): boolean {
    return this.expected.some(({ address, status }) => {
      const here = typeof address === 'string' ? url.includes(address) : address.test(url)
      return here && text.includes(typeof status === 'number' ? `status of ${status}` : status)
    })
  }
}
