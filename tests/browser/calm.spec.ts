import type { Locator, Page } from '@playwright/test'
import { body, comment, shown } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

/** Where a line stands on the screen, in pixels from its top. */
const top = (line: Locator) => line.evaluate((element) => element.getBoundingClientRect().top)

/** From now on counts each time that the browser itself says it has moved this line. */
async function watchShifts(page: Page, line: Locator): Promise<() => Promise<number>> {
  const handle = await line.elementHandle()
  await page.evaluate((element) => {
    const seen = Object.assign(window, { shifts: 0 })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { sources: { node?: Node }[] })[]) {
        if (entry.sources.some(({ node }) => node && (node.contains(element) || element!.contains(node)))) seen.shifts += 1
      }
    }).observe({ type: 'layout-shift' })
  }, handle)
  return () => page.evaluate(() => (window as unknown as { shifts: number }).shifts)
}

test('a busy minute moves no line, takes no letter and no focus', async ({ town, resident, neighbour, moderator }) => {
  const proposal = town.proposal((one) => town.talk(one) > 15)
  const above = await neighbour.writes(proposal, 'Començo jo: falten bancs.')
  const page = await resident.reads(proposal)
  const [, , , , read] = town.comments.filter((one) => one.proposal === proposal.id && one.parent === null && one.state === 'visible').reverse()
  const line = comment(page, read.id)

  await line.locator('summary').filter({ hasText: say('thread.reply') }).click()
  const reply = body(line.locator('form[data-reply-form]'))
  await reply.pressSequentially('Jo també hi passo cada dia amb el carro.')
  await reply.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 9))
  await line.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const at = await top(line)
  const shifts = await watchShifts(page, line)

  const others = [neighbour, moderator]
  let comments = 0
  for (let n = 0; n < 14; n += 1) {
    const who = others[n % 2]
    const before = await shown(page)
    if (n % 3 === 2) await who.writes(proposal, `Hi afegeixo una cosa, la ${n}.`, { parent: n % 2 ? above : read.id })
    else {
      await who.writes(proposal, `Una idea nova, la número ${n}: més ombra.`)
      comments += 1
    }
    if (n % 5 === 4) await who.posts('support/set', { proposal: proposal.id, give: n % 2 === 0 })
    await expect.poll(() => shown(page)).toBeGreaterThan(before)
    expect(await top(line), `after deed ${n}`).toBe(at)
  }
  await neighbour.posts('comment/edit', { comment: above, body: 'Començo jo: falten bancs.\n\nI fonts.\n\nI ombra, sobretot ombra.' })
  await expect(comment(page, above)).toContainText('sobretot ombra')
  await expect(page.getByRole('button', { name: count('thread.new_comments', comments) })).toBeAttached()

  expect(Math.abs((await top(line)) - at), 'the line stands where it stood').toBeLessThan(1)
  expect(await shifts(), 'times that the line moved').toBe(0)
  await expect(reply).toHaveValue('Jo també hi passo cada dia amb el carro.')
  await expect(reply).toBeFocused()
  expect(await reply.evaluate((field: HTMLTextAreaElement) => [field.selectionStart, field.selectionEnd])).toEqual([3, 9])
})

test('a half-written comment stays while its neighbours are hidden and deleted', async ({ town, resident, neighbour, moderator }) => {
  const proposal = town.proposal()
  const parent = await neighbour.writes(proposal, 'Proposo un carril bus.')
  const page = await resident.reads(proposal)
  const line = comment(page, parent)
  await line.locator('summary').filter({ hasText: say('thread.reply') }).click()
  const reply = body(line.locator('form[data-reply-form]'))
  await reply.fill('I que arribi fins al mercat.')
  await reply.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(2, 2))
  await neighbour.posts('comment/edit', { comment: parent, body: 'Proposo un carril bus i bici.' })
  await expect(line).toContainText('bus i bici')
  await moderator.posts('support/set', { proposal: proposal.id, give: true })
  await expect(reply).toHaveValue('I que arribi fins al mercat.')
  await expect(reply).toBeFocused()
  expect(await reply.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(2)
})
