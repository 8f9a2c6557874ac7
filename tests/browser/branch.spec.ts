import { comment } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

test('a comment goes with what stands under it, live, and all comes back together', async ({ town, neighbour, resident, moderator, visitor }) => {
  const proposal = town.proposal()
  const root = await neighbour.writes(proposal, 'Parlem del temps que fa avui.')
  const reply = await resident.writes(proposal, 'Fa un sol que estavella.', { parent: root })
  const deep = await neighbour.writes(proposal, 'Doncs aquí plou a bots i barrals.', { parent: reply })
  const reader = await visitor.reads(proposal)
  await expect(comment(reader, deep)).toContainText('bots i barrals')

  const page = await moderator.opens(`/ca/desk/c/${root}`)
  const form = page.locator('form[data-hide]')
  await form.locator('[name=rule][value=off_topic]').check()
  await form.getByLabel(count('case.branch', 2)).check()
  await page.locator('#do-hide').click()
  await expect(page.locator('[data-decided]')).toContainText(count('decided.along', 2))
  const because = say('thread.hidden.branch', { date: '' }).split(',').pop()!
  for (const id of [reply, deep]) await expect(comment(reader, id)).toContainText(because)
  await expect(comment(reader, root)).toHaveAttribute('data-state', 'hidden')
  await expect(comment(reader, root)).not.toContainText(because)

  await page.locator('[data-decided] form[data-undo]').getByRole('button').click()
  for (const id of [root, reply, deep]) await expect(comment(reader, id)).not.toHaveAttribute('data-state', 'hidden')
  await expect(comment(reader, deep)).toContainText('bots i barrals')
  await expect(form.getByLabel(count('case.branch', 2))).toBeVisible()
})
