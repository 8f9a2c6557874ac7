import { body, composer, EMAILS, publish } from './house/person'
import { expect, test } from './house/test'
import { say } from './house/words'

// The limits that towns have: they need a server of their own.
test.use({ limits: 'usual' })

const sentence = new RegExp(say('fault.too_many', { retry: '\\d+.*' }))

test('who writes too fast reads when to come back, and keeps the text', async ({ town, guard, resident }) => {
  guard.expects('/api/comment/add', 429)
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  for (let n = 0; n < 12; n += 1) await resident.writes(proposal, `Tinc moltes idees, la ${n}.`)
  await body(composer(page)).fill('La tretzena.')
  await publish(composer(page)).click()
  await expect(composer(page).getByRole('alert')).toHaveText(sentence)
  await expect(body(composer(page))).toHaveValue('La tretzena.')
})

test('so does who has no script', async ({ town, guard, somebody }) => {
  guard.expects(/fault=too_many/, 429)
  const proposal = town.proposal()
  const neighbour = await somebody(EMAILS.neighbour, { javaScriptEnabled: false })
  for (let n = 0; n < 12; n += 1) await neighbour.writes(proposal, `Jo també en tinc, la ${n}.`)
  const page = await neighbour.reads(proposal)
  await body(composer(page)).fill('I la tretzena.')
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.status() === 429),
    publish(composer(page)).click(),
  ])
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0)
  await expect(composer(page).getByRole('alert')).toHaveText(sentence)
  await expect(body(composer(page))).toHaveValue('I la tretzena.')
})
