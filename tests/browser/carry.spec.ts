import { comment } from './house/person'
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
