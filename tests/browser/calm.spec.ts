import type { Locator, Page } from '@playwright/test'
import { body, comment, EMAILS, shown } from './house/person'
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

for (const [where, width] of [['wide', 1280], ['narrow', 390]] as const) {
  test(`a busy minute on a ${where} screen moves no line, takes no letter and no focus`, async ({ town, somebody, neighbour, moderator }) => {
    const resident = await somebody(EMAILS.resident, { viewport: { width, height: 780 } })
    const proposal = town.proposal((one) => town.talk(one) > 15)
    const above = await neighbour.writes(proposal, 'Començo jo: falten bancs.')
    const page = await resident.reads(proposal)
    const [, , , , read] = town.comments.filter((one) => one.proposal === proposal.id && one.parent === null && one.state === 'visible').reverse()
    const line = comment(page, read.id)

    await line.locator('summary').filter({ hasText: say('thread.reply') }).click()
    const reply = body(line.locator('form[data-reply-form]'))
    await reply.pressSequentially('Jo també hi passo cada dia amb el carro.')
    await reply.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 9))
    await line.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
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
}

test('a half-written reply stays while what it answers is edited and answered', async ({ town, resident, neighbour, moderator }) => {
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
  await moderator.writes(proposal, 'Jo hi vaig arribar abans.', { parent })
  await expect(page.getByRole('button', { name: count('thread.new_replies', 1) })).toBeVisible()
  await expect(reply).toHaveValue('I que arribi fins al mercat.')
  await expect(reply).toBeFocused()
  expect(await reply.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(2)
})

test('a note at the desk stays while reports come in', async ({ town, resident, neighbour, moderator }) => {
  const proposal = town.proposal()
  const id = await neighbour.writes(proposal, 'Venc una rentadora.')
  const page = await moderator.opens(`/ca/desk/c/${id}`)
  const note = page.locator('form[data-hide] [name=note]')
  await page.locator('form[data-hide] [name=rule][value=advertising]').check()
  await note.pressSequentially('Aquí no s’hi ven res,')
  await note.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 4))
  await resident.posts('report/add', { comment: id, rule: 'advertising', note: 'Un anunci.' })
  await neighbour.posts('comment/edit', { comment: id, body: 'Venc una rentadora nova.' })
  await expect(page.getByText('Un anunci.')).toBeVisible()
  await expect(comment(page, id)).toContainText('rentadora nova')
  await expect(note).toHaveValue('Aquí no s’hi ven res,')
  await expect(note).toBeFocused()
  expect(await note.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(4)
  await expect(page.locator('[name=rule][value=advertising]')).toBeChecked()
})
