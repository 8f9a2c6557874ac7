import type { Page } from '@playwright/test'
import { accessible } from './house/axe'
import { EMAILS } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

const box = (page: Page) => page.locator('#search')
const list = (page: Page) => page.getByRole('search').getByRole('listbox')
const rows = (page: Page) => list(page).getByRole('option')
const told = (page: Page) => page.getByRole('search').getByRole('status')

/** Types as a hand does, and waits for the list. */
async function types(page: Page, text: string): Promise<void> {
  await box(page).pressSequentially(text, { delay: 20 })
  await expect(list(page)).toBeVisible()
}

/** The row that the keys are on, by what the box says of it. */
async function on(page: Page, n: number | null): Promise<void> {
  if (n === null) {
    await expect(box(page)).not.toHaveAttribute('aria-activedescendant')
    await expect(list(page).locator('[aria-selected=true]')).toHaveCount(0)
  } else {
    const id = await rows(page).nth(n).getAttribute('id')
    await expect(box(page)).toHaveAttribute('aria-activedescendant', id!)
    await expect(rows(page).nth(n)).toHaveAttribute('aria-selected', 'true')
    await expect(list(page).locator('[aria-selected=true]')).toHaveCount(1)
  }
  await expect(box(page)).toBeFocused()
}

test('what is typed brings titles and actions, told politely', async ({ visitor }) => {
  const page = await visitor.opens('/ca')
  await expect(box(page)).toHaveRole('combobox')
  await expect(box(page)).toHaveAttribute('aria-expanded', 'false')
  await expect(told(page)).toBeEmpty()
  await types(page, 'relacions int')
  await expect(box(page)).toHaveAttribute('aria-expanded', 'true')
  await expect(rows(page).first().locator('mark').first()).toHaveText('Relacions')
  await expect(rows(page).first()).toContainText(say('search.proposal'))
  await expect(told(page)).toHaveText(count('suggest.found', await rows(page).count()))
  await accessible(page)
  await box(page).fill('xyzzy')
  await expect(list(page)).toBeHidden()
  await expect(told(page)).toBeEmpty()
})

test('the keys go through the list and back to the box', async ({ visitor }) => {
  const page = await visitor.opens('/ca')
  await types(page, 'de')
  const last = (await rows(page).count()) - 1
  expect(last).toBeGreaterThan(1)
  await on(page, null)
  await page.keyboard.press('ArrowDown')
  await on(page, 0)
  await page.keyboard.press('ArrowDown')
  await on(page, 1)
  await page.keyboard.press('End')
  await on(page, last)
  await page.keyboard.press('ArrowDown')
  await on(page, null)
  await page.keyboard.press('ArrowUp')
  await on(page, last)
  await page.keyboard.press('Home')
  await on(page, 0)
  await page.keyboard.press('Escape')
  await expect(list(page)).toBeHidden()
  await expect(box(page)).toHaveValue('de')
  await page.keyboard.press('ArrowDown')
  await on(page, 0)
  await page.keyboard.press('Tab')
  await expect(list(page)).toBeHidden()
})

test('Enter goes to the row, or searches when there is none', async ({ town, visitor }) => {
  const page = await visitor.opens('/ca')
  const proposal = town.proposals.find((one) => one.title === 'Relacions internacionals')!
  await types(page, 'relacions int')
  await expect(rows(page).first()).toContainText(proposal.title)
  await page.keyboard.press('ArrowDown')
  await on(page, 0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/ca/p/${proposal.id}-`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(proposal.title)
  await expect(box(page)).toHaveValue('')
  await expect(list(page)).toBeHidden()
  await types(page, 'relacions int')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/ca\/search\?q=relacions\+int/)
  await expect(page.locator('.hits')).toContainText(proposal.title)
})

test('an answer that comes late does not move the row under the keys', async ({ visitor }) => {
  const page = await visitor.opens('/ca')
  await types(page, 'de')
  const first = await rows(page).first().textContent()
  let answer = () => {}
  const held = new Promise<void>((go) => (answer = go))
  await page.route('**/api/search/suggest*', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/search/suggest*')
  await box(page).press('Space')
  await box(page).press('l')
  await asked
  await page.keyboard.press('ArrowDown')
  await on(page, 0)
  const come = page.waitForResponse('**/api/search/suggest*')
  answer()
  await (await come).finished()
  await on(page, 0)
  await expect(rows(page).first()).toHaveText(first!)
})

test('a pointer chooses, and an action is gone to in its place', async ({ visitor }) => {
  const page = await visitor.opens('/es')
  await types(page, 'de')
  const action = rows(page).filter({ hasText: say('suggest.action', { n: '', title: '' }, 'es').split(' ')[0] }).first()
  await types(page, ' la')
  await expect(action).toBeVisible()
  await action.click()
  await expect(page).toHaveURL(/\/es\/p\/\d+-[^#]*#action-\d+$/)
})

test('quick typing asks little, and a late answer opens nothing', async ({ visitor }) => {
  const page = await visitor.opens('/ca')
  let asked = 0
  let left = () => {}
  const leaving = new Promise<void>((done) => (left = done))
  await page.route('**/api/search/suggest', async (route) => {
    asked += 1
    await leaving
    await route.continue()
  })
  const answer = page.waitForResponse('**/api/search/suggest')
  await box(page).pressSequentially('mobilitat', { delay: 15 })
  await expect.poll(() => asked).toBe(1)
  await box(page).blur()
  left()
  await (await answer).finished()
  // What the answer changes is drawn by the second frame after it.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await expect(list(page)).toBeHidden()
  expect(asked).toBe(1)
})

test('on a narrow screen the list stays on it', async ({ somebody }) => {
  const person = await somebody(EMAILS.resident, { viewport: { width: 320, height: 600 } })
  const page = await person.opens('/ca')
  await types(page, 'de')
  const frame = (await list(page).boundingBox())!
  expect(frame.x).toBeGreaterThanOrEqual(0)
  expect(frame.x + frame.width).toBeLessThanOrEqual(320)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('without script it is a search form and nothing else', async ({ somebody }) => {
  const person = await somebody(null, { javaScriptEnabled: false })
  const page = await person.opens('/ca')
  await expect(box(page)).toHaveRole('searchbox')
  await expect(page.locator('#search-list')).toBeHidden()
  await box(page).fill('bus')
  await box(page).press('Enter')
  await expect(page).toHaveURL(/\/ca\/search\?q=bus/)
})
