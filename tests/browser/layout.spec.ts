import type { Page } from '@playwright/test'
import { sheets } from './house/pages'
import { EMAILS } from './house/person'
import { expect, test } from './house/test'
import { say } from './house/words'

/** What sticks out at the right of the page, if anything does (WCAG 2.2, 1.4.10). */
const sticksOut = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > wide + 1)
    return [`${document.documentElement.scrollWidth} > ${wide}`, ...out.slice(0, 3).map((one) => one.outerHTML.slice(0, 160))]
  })

const SIZES = {
  'on a small phone': { viewport: { width: 320, height: 640 } },
  // 1280 pixels of a screen, of which a page has half when it is drawn twice as large.
  'at 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
}

for (const [name, settings] of Object.entries(SIZES)) {
  test(`nothing sticks out ${name}`, async ({ town, guard, somebody }) => {
    test.slow()
    for (const who of ['visitor', 'resident', 'moderator'] as const) {
      const person = await somebody(EMAILS[who], settings)
      const page = await person.context.newPage()
      for (const sheet of sheets(town).filter((one) => one.who === who)) {
        if (sheet.status) guard.expects(sheet.path, sheet.status)
        await page.goto(`/ca${sheet.path}`)
        expect(await sticksOut(page), sheet.name).toEqual([])
      }
      await page.close()
    }
  })
}

test('an opened reply fits a small phone, and so does a word without an end', async ({ town, somebody, neighbour }) => {
  const proposal = town.proposal()
  const person = await somebody(EMAILS.resident, { viewport: { width: 320, height: 640 } })
  let parent = await neighbour.writes(proposal, `https://example.org/${'una-adreca-molt-llarga'.repeat(8)}`)
  for (let depth = 0; depth < 5; depth += 1) parent = await neighbour.writes(proposal, `Resposta${'aaaaaaaa'.repeat(12)}`, { parent })
  const page = await person.reads(proposal)
  for (const fold of await page.locator('summary').filter({ hasText: say('thread.reply') }).all()) await fold.click()
  expect(await sticksOut(page)).toEqual([])
})

test('each language has its own page, and a switch keeps the place', async ({ town, visitor }) => {
  const proposal = town.proposal()
  const page = await visitor.reads(proposal)
  const paths: string[] = []
  for (const lang of ['es', 'en', 'ca'] as const) {
    await visitor.awake(page, () => page.locator(`nav a[hreflang=${lang}]`).click())
    await expect(page).toHaveURL(new RegExp(`/${lang}/p/${proposal.id}-`))
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    await expect(page.getByRole('heading', { name: new RegExp(say('thread.title', {}, lang)) })).toBeVisible()
    await expect(page.locator(`nav a[hreflang=${lang}]`)).toHaveAttribute('aria-current', 'true')
    paths.push(new URL(page.url()).pathname)
  }
  expect(new Set(paths).size).toBe(3)
  await page.goto('/en/search?q=bus')
  await page.locator('nav a[hreflang=es]').click()
  await expect(page).toHaveURL(/\/es\/search\?q=bus$/)
})

test('the first page speaks the reader’s language', async ({ somebody }) => {
  for (const lang of ['es', 'en', 'ca']) {
    const person = await somebody(null, { locale: lang })
    const page = await person.opens('/')
    await expect(page).toHaveURL(new RegExp(`/${lang}$`))
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
  }
})

test('dark is dark and light is light', async ({ visitor, town }) => {
  const page = await visitor.reads(town.proposal())
  const lightness = () =>
    page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d')!
      const colour = [document.body, document.documentElement].map((one) => getComputedStyle(one).backgroundColor)
      canvas.fillStyle = colour.find((one) => one !== 'rgba(0, 0, 0, 0)') ?? 'white'
      canvas.fillRect(0, 0, 1, 1)
      return canvas.getImageData(0, 0, 1, 1).data[0]
    })
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await lightness()).toBeGreaterThan(200)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await lightness()).toBeLessThan(60)
})

test('who wants less motion gets none', async ({ resident, town }) => {
  const page = await resident.reads(town.proposal())
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const seal = page.locator('form[data-support]').getByRole('button')
  const given = await seal.getAttribute('aria-pressed')
  await seal.click()
  await expect(seal).not.toHaveAttribute('aria-pressed', given!)
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => Number(one.effect?.getComputedTiming().duration) > 50)
      .map((one) => (one.effect as KeyframeEffect).target?.outerHTML.slice(0, 120)),
  )
  expect(moving).toEqual([])
})

test('printed, a proposal keeps its words and loses its controls', async ({ visitor, town }) => {
  const proposal = town.proposal((one) => town.talk(one) > 5)
  const page = await visitor.reads(proposal)
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('article[data-comment]').first()).toBeVisible()
  await expect(page.locator('[data-supports]')).toBeVisible()
  for (const gone of [page.locator('form[data-comment-form]'), page.getByRole('search').first(), page.locator('nav a[hreflang]').first()]) {
    await expect(gone).toBeHidden()
  }
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
})
