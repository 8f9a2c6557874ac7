import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import type { Proposal, Town } from './town'
import { say } from './words'

/** The demo's people, and nobody. */
export const EMAILS = {
  visitor: null,
  resident: 'resident@demo.pam',
  neighbour: 'veina@demo.pam',
  moderator: 'moderator@demo.pam',
  colleague: 'moderator2@demo.pam',
  admin: 'admin@demo.pam',
} as const
export const PASSWORD = 'pam-demo-2016'

/** Pages that listen: they are ready when their stream is open, since it opens once everything else has woken. */
export const LIVE = /^\/\w\w(\/?$|\/[sp]\/[^/]+$|\/desk(?!\/(rehearsal|together|shift|figures|watch|w\/|a\/|c\/\d+\/move)))/

/** Somebody with a browser of their own. */
export class Person {
  constructor(
    readonly town: Town,
    readonly context: BrowserContext,
    private readonly script: boolean,
  ) {}

  /** Opens a page in a new tab and waits until it can be used. */
  async opens(path: string): Promise<Page> {
    const page = await this.context.newPage()
    await this.awake(page, () => page.goto(path), LIVE.test(path))
    return page
  }

  /** Does what leads to a page, and waits until that page can be used. */
  async awake(page: Page, deed: () => Promise<unknown>, live = true): Promise<void> {
    const stream = () => page.waitForResponse((answer) => new URL(answer.url()).pathname === '/live')
    const open = live && this.script ? stream() : undefined
    await deed()
    await open
  }

  /** Opens a proposal. */
  reads(proposal: Proposal, query = ''): Promise<Page> {
    return this.opens(`/ca/p/${proposal.id}-x${query}`)
  }

  /** Writes without a page, as from somewhere else. Gives the comment's number. */
  async writes(proposal: Proposal, body: string, more: { parent?: number; action?: number; at?: string } = {}): Promise<number> {
    const { at, ...place } = more
    const made = await this.posts('comment/add', { proposal: proposal.id, body, ...place }, at)
    return made.id
  }

  /** Calls one of the server's functions, as the pages do. */
  async posts(name: string, form: Record<string, string | number | boolean>, at = this.town.url) {
    const headers = { origin: at, accept: 'application/json' }
    const answer = await this.context.request.post(`${at}/api/${name}`, { form, headers })
    expect(answer.status(), `${name}: ${await answer.text()}`).toBe(200)
    return answer.json()
  }
}

/** A comment's place on a page. */
export const comment = (page: Page, id: number): Locator => page.locator(`article[data-comment="${id}"]`)

/** The comment with this text. */
export const saying = (page: Page, text: string): Locator => page.locator('article[data-comment]').filter({ hasText: text })

/** The proposal's own composer. */
export const composer = (page: Page): Locator => page.locator('form[data-comment-form]')

/** What is typed into. */
export const body = (form: Locator): Locator => form.locator('[name=body]')

/** The button that publishes. */
export const publish = (form: Locator): Locator => form.getByRole('button', { name: say('thread.publish') })

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, email: string): Promise<void> {
  const form = page.locator('form', { has: page.locator('[name=password]') })
  await form.locator('[name=email]').fill(email)
  await form.locator('[name=password]').fill(PASSWORD)
  await form.getByRole('button').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

/** The number of the comment that a page's address points at. */
export const pointed = (page: Page): number => Number(/#c-(\d+)$/.exec(page.url())?.[1])

/** Asks the page whether it has taken in everything up to an event. */
export const shown = (page: Page): Promise<number> => page.evaluate(() => Number(document.body.dataset.event))

/** Waits for something on a page as often as it is drawn: where a test does the same many times, waiting is most of it. */
export const drawn = <A>(page: Page, fits: (given: A) => boolean, given: A): Promise<unknown> =>
  page.waitForFunction(fits as never, given as never, { polling: 'raf' })
