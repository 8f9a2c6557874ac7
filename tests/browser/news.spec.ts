import type { Locator, Page } from '@playwright/test'
import { comment, shown } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

const pill = (page: Page, n: number) => page.getByRole('button', { name: count('thread.new_comments', n) })
const header = (page: Page) => page.locator('[data-news]')
const read = (page: Page) => page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/follow/read')
const top = (line: Locator) => line.evaluate((element) => element.getBoundingClientRect().top)

/** Brings the thread on screen, so that the page is read; waits until the server knows, which may have been at once. */
async function reads(page: Page): Promise<void> {
  await page.locator('#thread').scrollIntoViewIfNeeded()
  const told = () => performance.getEntriesByType('resource').some((one) => one.name.endsWith('/api/follow/read'))
  await expect.poll(() => page.evaluate(told)).toBe(true)
}

test('n and p step through what came since the last visit', async ({ town, resident, neighbour }) => {
  const proposal = town.proposal((one) => town.talk(one) > 5)
  const before = await resident.reads(proposal)
  await reads(before)
  await before.close()
  const first = await neighbour.writes(proposal, 'La primera cosa nova.')
  const second = await neighbour.writes(proposal, 'La segona cosa nova.')

  const page = await resident.reads(proposal)
  await expect(page.locator('[data-since]')).toContainText(say('since.added.other', { n: 2 }))
  await expect(page.locator('.note--new')).toHaveCount(2)
  await page.keyboard.press('n')
  await expect(comment(page, second)).toBeFocused()
  await page.keyboard.press('n')
  await expect(comment(page, first)).toBeFocused()
  await page.keyboard.press('p')
  await expect(comment(page, second)).toBeFocused()
  await page.getByRole('button', { name: say('news.next') }).click()

  const field = page.locator('form[data-comment-form] [name=body]')
  await field.fill('')
  await field.press('n')
  await expect(field).toHaveValue('n')
  await expect(field).toBeFocused()
  await field.fill('')
})

test('the header tells of what is followed as it happens, on any page, and moves nothing', async ({ town, resident, neighbour }) => {
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  await reads(page)
  const follow = page.locator('form[data-follow=proposal]').getByRole('button')
  if ((await follow.getAttribute('aria-pressed')) === 'false') await follow.click()
  await expect(follow).toHaveAttribute('aria-pressed', 'true')
  await expect(header(page)).toHaveAttribute('data-news', /\d+/)

  const elsewhere = await resident.context.newPage()
  const stream = elsewhere.waitForResponse((answer) => new URL(answer.url()).pathname === '/live')
  await elsewhere.goto('/ca/about/rules')
  await stream
  const [had, at] = [Number(await header(elsewhere).getAttribute('data-news')), await top(elsewhere.getByRole('heading', { level: 1 }))]
  await neighbour.writes(proposal, 'Una novetat per a qui segueix.')
  await expect(header(elsewhere)).toHaveAttribute('data-news', String(had + 1))
  await expect(elsewhere.getByRole('banner').getByRole('status').filter({ hasText: count('news.things', had + 1) })).toHaveCount(1)
  expect(await top(elsewhere.getByRole('heading', { level: 1 }))).toBe(at)

  // On the proposal's own page it waits until it is asked in; then it is read.
  await expect(header(page)).toHaveAttribute('data-news', String(had + 1))
  const kept = read(page)
  await pill(page, 1).click()
  await kept
  await expect(header(page)).toHaveAttribute('data-news', String(had))
})

/** The ways to read a thread, unfolded. */
const ways = (page: Page) => page.locator('.pace summary').click()

test('when asked: nothing changes but removals, until it is asked for', async ({ town, visitor, neighbour, moderator }) => {
  const proposal = town.proposal()
  const kept = await neighbour.writes(proposal, 'Això es quedarà com és.')
  const goes = await neighbour.writes(proposal, 'Això se n’anirà.')
  const page = await visitor.reads(proposal)
  await ways(page)
  await page.getByRole('radio', { name: say('pace.asked') }).check()
  const at = await shown(page)
  await neighbour.posts('comment/edit', { comment: kept, body: 'Això ha canviat.' })
  const came = await neighbour.writes(proposal, 'I això ha arribat.')
  await moderator.posts('desk/hide', { comment: goes, rule: 'off_topic', note: '' })
  await expect(comment(page, goes)).toContainText(say('rule.off_topic'))
  await expect(comment(page, kept)).toContainText('Això es quedarà com és.')
  await expect(pill(page, 1)).toHaveCount(0)
  expect(await shown(page)).toBe(at)
  await page.getByRole('button', { name: say('pace.bring') }).click()
  await expect(comment(page, came)).toBeFocused()
  await expect(comment(page, kept)).toContainText('Això ha canviat.')

  await page.reload()
  await expect(page.locator('.pace summary')).toContainText(say('pace.asked'))
})

test('off: no stream, and a plain link to load again', async ({ town, visitor }) => {
  const proposal = town.proposal()
  const page = await visitor.reads(proposal)
  await ways(page)
  await page.getByRole('radio', { name: say('pace.off') }).check()
  let asked = 0
  page.on('request', (request) => (asked += Number(new URL(request.url()).pathname === '/live')))
  await page.reload()
  await expect(page.locator('.pace summary')).toContainText(say('pace.off'))
  await page.getByRole('link', { name: say('pace.refresh') }).click()
  await expect(page.locator('.pace summary')).toContainText(say('pace.off'))
  await ways(page)
  await expect(page.getByRole('radio', { name: say('pace.off') })).toBeChecked()
  expect(asked).toBe(0)
})

test('a visitor’s device remembers what was read', async ({ town, visitor, neighbour }) => {
  const proposal = town.proposal()
  const page = await visitor.reads(proposal)
  await page.locator('#thread').scrollIntoViewIfNeeded()
  await expect.poll(() => page.evaluate((id) => localStorage.getItem(`pam.seen.${id}`), proposal.id)).not.toBeNull()
  await page.close()
  const id = await neighbour.writes(proposal, 'Mentre no hi eres.')
  const again = await visitor.reads(proposal)
  await expect(again.locator('[data-since]')).toContainText(say('since.added.one', { n: 1 }))
  await expect(comment(again, id)).toHaveClass(/note--new/)
})

test('a page in the background lets its stream go, and catches up when somebody looks', async ({ town, visitor, neighbour }) => {
  const proposal = town.proposal()
  const page = await visitor.context.newPage()
  await page.clock.install()
  await visitor.awake(page, () => page.goto(`/ca/p/${proposal.id}-x`))
  const turn = (hidden: boolean) => page.evaluate((now) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => now })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, hidden)
  await turn(true)
  await page.clock.fastForward(90_000)
  const at = await shown(page)
  await neighbour.writes(proposal, 'Mentre la pàgina dormia.')
  expect(await shown(page)).toBe(at)
  await visitor.awake(page, () => turn(false))
  await expect(pill(page, 1)).toBeVisible()
})
