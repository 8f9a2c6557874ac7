import { body, comment, composer, publish, saying } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

test('a lost connection is said politely; what was missed comes in, once', async ({ town, guard, resident, neighbour, moderator, visitor }) => {
  guard.cuts()
  const proposal = town.proposal()
  const edited = await neighbour.writes(proposal, 'Abans de la fallada.')
  const hidden = await neighbour.writes(proposal, 'Això és un insult.')
  const page = await visitor.reads(proposal)

  await town.stop()
  await expect(page.getByRole('status').filter({ hasText: say('live.lost') })).toBeVisible()
  await expect(comment(page, edited)).toContainText('Abans de la fallada.')

  const missed = ['Mentre no hi era, primer.', 'Mentre no hi era, segon.', 'Mentre no hi era, tercer.']
  await town.elsewhere(async (at) => {
    for (const text of missed) await resident.writes(proposal, text, { at })
    await neighbour.posts('comment/edit', { comment: edited, body: 'Després de la fallada.' }, at)
    await moderator.posts('desk/hide', { comment: hidden, rule: 'insults', note: '' }, at)
  })
  await town.open()

  await expect(page.getByText(say('live.lost'))).toHaveCount(0, { timeout: 15_000 })
  await expect(comment(page, edited)).toContainText('Després de la fallada.')
  await expect(comment(page, hidden)).toContainText(say('rule.insults'))
  await expect(page.getByText('Això és un insult.')).toHaveCount(0)
  await page.getByRole('button', { name: count('thread.new_comments', missed.length) }).click()
  for (const text of missed) await expect(saying(page, text)).toHaveCount(1)

  // And it goes on from there.
  await resident.writes(proposal, 'I després, un altre.')
  await page.getByRole('button', { name: count('thread.new_comments', 1) }).click()
  await expect(saying(page, 'I després, un altre.')).toHaveCount(1)
})

test('what is sent without a connection stays in the field and is published once', async ({ town, guard, resident }) => {
  guard.cuts()
  guard.expects('/api/comment/add', 'net::')
  guard.expects('/api/follow/read', 'net::')
  // What is typed is kept a moment later, while there may be no server.
  guard.expects('/api/draft/save', 'net::')
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  const text = 'Escric des del metro, sense cobertura.'
  await body(composer(page)).fill(text)
  // What it is written with has come.
  await expect(composer(page)).toHaveAttribute('data-live', '')
  await town.stop()
  await publish(composer(page)).click()
  await expect(composer(page).getByRole('alert')).toHaveText(say('fault.offline'))
  await expect(body(composer(page))).toHaveValue(text)
  await town.open()
  await publish(composer(page)).click()
  await expect(saying(page, text)).toHaveCount(1)
  await expect(page.getByText(say('live.lost'))).toHaveCount(0, { timeout: 15_000 })
  await expect(saying(page, text)).toHaveCount(1)
})
