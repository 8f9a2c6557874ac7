import { accessible } from './house/axe'
import { body, comment, composer } from './house/person'
import { expect, test } from './house/test'
import { say } from './house/words'

test('a conversation goes to another proposal under the eyes of who reads either, and comes back', async ({ town, neighbour, resident, moderator, visitor, somebody }) => {
  const [from, to] = [town.proposal(), town.proposal()]
  const root = await neighbour.writes(from, 'Això que dic és d’una altra proposta.')
  const reply = await resident.writes(from, 'I tant que ho és.', { parent: root })
  const here = await visitor.reads(from)
  const there = await (await somebody(null)).reads(to)
  await expect(comment(here, reply)).toBeVisible()

  const page = await moderator.opens(`/ca/desk/c/${reply}/move`)
  const form = page.locator('form[data-carry]')
  await form.locator('[name=to]').fill(`${to.id}`)
  await form.getByRole('button', { name: say('carry.do') }).click()
  await expect(page.locator('[data-decided]')).toContainText(say('decided.move'))
  for (const id of [root, reply]) {
    await expect(comment(here, id)).toHaveCount(0)
    await expect(comment(there, id)).toBeVisible()
  }

  await page.locator('[data-decided] form[data-undo]').getByRole('button').click()
  for (const id of [root, reply]) {
    await expect(comment(here, id)).toBeVisible()
    await expect(comment(there, id)).toHaveCount(0)
  }
})

test('two conversations become one under the eyes of who reads them, and two again', async ({ town, neighbour, resident, moderator, visitor }) => {
  const proposal = town.proposal()
  const first = await neighbour.writes(proposal, 'Aquí hi falta una font, que a l’estiu no hi ha qui hi passi.')
  const later = await resident.writes(proposal, 'Falta una font aquí, a l’estiu no hi ha qui hi passi.')
  const reply = await neighbour.writes(proposal, 'Ja ho deia jo.', { parent: later })
  const reads = await visitor.reads(proposal)
  await body(composer(reads)).fill('Mentrestant escric')
  await expect(comment(reads, later)).not.toContainText(say('thread.joined'))

  const page = await moderator.opens(`/ca/desk/c/${reply}/move`)
  await accessible(page)
  const form = page.locator('form[data-join]')
  await form.locator(`[name=like][value="${first}"]`).check()
  await form.getByRole('button', { name: say('join.do') }).click()
  await expect(page.locator('[data-decided]')).toContainText(say('decided.join'))
  await accessible(page)
  await expect(comment(reads, later)).toContainText(say('thread.joined'))
  const order = async () => {
    const all = reads.locator('article[data-comment]')
    const ids = await all.evaluateAll((notes) => notes.map((one) => Number(one.getAttribute('data-comment'))))
    return ids.filter((id) => [first, later, reply].includes(id))
  }
  await expect.poll(order).toEqual([first, later, reply])
  await expect(body(composer(reads))).toHaveValue('Mentrestant escric')
  await accessible(reads)

  await page.locator('[data-decided] form[data-undo]').getByRole('button').click()
  await expect(comment(reads, later)).not.toContainText(say('thread.joined'))
  await expect.poll(order).toEqual([later, reply, first])
})
