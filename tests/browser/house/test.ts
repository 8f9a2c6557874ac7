import { test as base, type BrowserContextOptions } from '@playwright/test'
import { Guard } from './guard'
import { EMAILS, Person, signIn } from './person'
import { Town, type Limits } from './town'

type Key = Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>

interface PerWorker {
  /** How often people may do things in this worker's town. */
  limits: Limits
  /** This worker's server, with a fresh demo. */
  town: Town
  /** Signs somebody in through the form, once; gives what the browser kept. */
  keys: (email: string) => Promise<Key>
}

type Settings = Pick<BrowserContextOptions, 'viewport' | 'javaScriptEnabled' | 'deviceScaleFactor' | 'locale'>

interface PerTest {
  guard: Guard
  /** One more person, with a browser as a test needs it. */
  somebody: (email: string | null, settings?: Settings) => Promise<Person>
  visitor: Person
  resident: Person
  neighbour: Person
  moderator: Person
}

export const test = base.extend<PerTest, PerWorker>({
  limits: ['off', { scope: 'worker', option: true }],

  town: [
    async ({ limits }, use) => {
      const town = await Town.start(limits)
      await use(town)
      await town.close()
    },
    { scope: 'worker' },
  ],

  keys: [
    async ({ town, browser }, use) => {
      const kept = new Map<string, Key>()
      await use(async (email) => {
        const key = kept.get(email)
        if (key) return key
        const context = await browser.newContext({ baseURL: town.url, javaScriptEnabled: false })
        const page = await context.newPage()
        await page.goto('/ca/sign-in')
        await signIn(page, email)
        const made = await context.storageState()
        await context.close()
        kept.set(email, made)
        return made
      })
    },
    { scope: 'worker' },
  ],

  guard: async ({ town }, use) => {
    const guard = new Guard(new URL(town.url).host)
    await use(guard)
    test.expect(guard.faults, 'what the browser said').toEqual([])
  },

  somebody: async ({ town, browser, guard, keys, contextOptions }, use) => {
    const people: Person[] = []
    await use(async (email, settings = {}) => {
      const storageState = email ? await keys(email) : undefined
      const context = await browser.newContext({ ...contextOptions, baseURL: town.url, locale: 'ca', storageState, ...settings })
      guard.watch(context, settings.javaScriptEnabled !== false)
      const person = new Person(town, context, settings.javaScriptEnabled !== false)
      people.push(person)
      return person
    })
    for (const person of people) await person.context.close()
  },

  visitor: async ({ somebody }, use) => use(await somebody(EMAILS.visitor)),
  resident: async ({ somebody }, use) => use(await somebody(EMAILS.resident)),
  neighbour: async ({ somebody }, use) => use(await somebody(EMAILS.neighbour)),
  moderator: async ({ somebody }, use) => use(await somebody(EMAILS.moderator)),
})

export { expect } from '@playwright/test'
