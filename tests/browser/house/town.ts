import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PAM } from './places'

/** A proposal of the demo, as the public export tells it. */
export interface Proposal {
  id: number
  section: number
  title: string
  phase_closed: boolean
  actions: { n: number }[]
}

/** A comment of the demo. */
export interface Said {
  id: number
  proposal: number
  action: number | null
  parent: number | null
  body: string
  state: 'visible' | 'hidden' | 'deleted'
}

export interface Section {
  id: number
  parent: number | null
}

/** The proposal of the demo whose words have changed. */
export const CHANGED = 'Una sola corona per als trenta-sis municipis'
/** Its threads in which a pace is set, and in which a conversation stands first: nothing for tests that write. */
const STEERED = ['Menys fum: la zona de baixes emissions', 'Recollir porta a porta i pagar pel que es llença']

/** How often people may do things: not at all limited, as towns have it, or as a test wants it. */
export type Limits = 'off' | 'usual'

const demo = (file: string) => join(process.env.PAM_DEMO ?? '', file)

/** The demo's town: its own database, and the server that can be stopped and started again. */
export class Town {
  readonly proposals: Proposal[]
  readonly comments: Said[]
  readonly sections: Section[]
  private readonly folder = mkdtempSync(join(tmpdir(), 'pam-town-'))
  private readonly queue: Proposal[]
  private server?: ChildProcess
  private said = ''

  private constructor(
    private readonly port: number,
    limits: Limits,
  ) {
    for (const end of ['', '-wal', '-shm']) {
      if (existsSync(demo(`demo.db${end}`))) copyFileSync(demo(`demo.db${end}`), this.file(`pam.db${end}`))
    }
    writeFileSync(this.file('pam.toml'), limits === 'off' ? '[limits]\noff = true\n' : '')
    const told = JSON.parse(readFileSync(demo('demo.json'), 'utf8'))
    this.proposals = told.proposals
    this.comments = told.comments
    this.sections = told.sections
    this.queue = this.proposals.filter((p) => !p.phase_closed && !STEERED.includes(p.title))
  }

  static async start(limits: Limits): Promise<Town> {
    const town = new Town(await freePort(), limits)
    await town.open()
    return town
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  private file(name: string): string {
    return join(this.folder, name)
  }

  /** Serves, on the town's own port or beside it, and answers when it is ready. */
  async open(port = this.port): Promise<void> {
    const args = ['--database', this.file('pam.db'), 'serve', '--listen', `127.0.0.1:${port}`, '--config', this.file('pam.toml')]
    const server = spawn(PAM, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.server = server
    this.said = ''
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (this.said += text))
    for (;;) {
      if (server.exitCode !== null) throw new Error(`pam ended:\n${this.said}`)
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
      if (answer?.ok) return
      await pause(20)
    }
  }

  /** Ends the server at once, as a power cut would. */
  async stop(): Promise<void> {
    const server = this.server
    this.server = undefined
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }

  /** Serves the same database on another port for as long as `deed` takes; this port answers nobody meanwhile. */
  async elsewhere(deed: (url: string) => Promise<void>): Promise<void> {
    const port = await freePort()
    await this.open(port)
    await deed(`http://127.0.0.1:${port}`)
    await this.stop()
  }

  async close(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** An open proposal; each asks for another, so that tests do not meet in one thread. */
  proposal(fits: (proposal: Proposal) => boolean = () => true): Proposal {
    const at = Math.max(0, this.queue.findIndex(fits))
    const [taken] = this.queue.splice(at, 1)
    this.queue.push(taken)
    return taken
  }

  /** The proposal on which nobody may write any more. */
  closed(): Proposal {
    return this.proposals.find((p) => p.phase_closed)!
  }

  /** How many comments came with the demo. */
  talk(proposal: Proposal): number {
    return this.comments.filter((c) => c.proposal === proposal.id).length
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
