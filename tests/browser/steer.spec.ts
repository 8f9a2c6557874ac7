import { body, comment, composer, EMAILS, publish, saying } from './house/person'
import { expect, test } from './house/test'
import { CHANGED } from './house/town'
import { count, say } from './house/words'

test('a moderator closes a thread, and what somebody was typing stays on their device', async ({ town, resident, moderator }) => {
  const proposal = town.proposal()
  const id = await moderator.writes(proposal, 'Tanquem el debat d’aquí a una estona.')
  const [page, desk] = [await resident.reads(proposal), await moderator.reads(proposal)]
  const text = 'Encara no havia acabat de dir-ho'
  await body(composer(page)).fill(text)
  await comment(page, id).locator('summary').filter({ hasText: say('thread.reply') }).click()
  const reply = comment(page, id).locator('form[data-reply-form]')
  await body(reply).fill('Doncs ja és ben trist')

  await desk.locator('.steer > summary').click()
  await moderator.awake(desk, () => desk.getByRole('button', { name: say('steer.close') }).click())
  await expect(composer(page)).toHaveCount(0)
  await expect(page.getByText(say('thread.closed'), { exact: true })).toBeVisible()
  // A reply that is being written is not taken away; it says that it cannot be sent.
  await expect(body(reply)).toHaveValue('Doncs ja és ben trist')
  await expect(reply.getByRole('status').filter({ hasText: say('steer.shut') })).toHaveCount(1)
  await expect(publish(reply)).toHaveAttribute('aria-disabled', 'true')

  await desk.locator('.steer > summary').click()
  await moderator.awake(desk, () => desk.getByRole('button', { name: say('steer.reopen') }).click())
  await expect(body(composer(page))).toHaveValue(text)
  await publish(composer(page)).click()
  await expect(saying(page, text)).toHaveCount(1)
})

test('a pin and an answer show on open pages where they are', async ({ town, resident, moderator, visitor }) => {
  const proposal = town.proposal()
  const asked = await resident.writes(proposal, 'Quan començarà?')
  const answer = await moderator.writes(proposal, 'A la tardor.', { parent: asked })
  const page = await visitor.reads(proposal)
  await moderator.posts('comment/pin', { comment: asked, on: true })
  await expect(comment(page, asked)).toContainText(say('thread.pinned'))
  await resident.posts('comment/answer', { comment: answer, on: true })
  await expect(comment(page, answer)).toContainText(say('thread.answer'))
  await moderator.posts('comment/pin', { comment: asked, on: false })
  await expect(comment(page, asked)).not.toContainText(say('thread.pinned'))
})

test('the history shows what changed and the voices behind it', async ({ town, visitor }) => {
  const proposal = town.proposals.find((one) => one.title === CHANGED)!
  const page = await visitor.reads(proposal)
  await page.getByRole('link', { name: count('change.count', 1) }).click()
  await expect(page).toHaveURL(new RegExp(`/ca/p/${proposal.id}/history$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('change.title'))
  const change = page.locator('#v-2')
  await expect(change.locator('ins').first()).toBeVisible()
  await expect(change.locator('[data-voice]')).toHaveCount(2)
  await visitor.awake(page, () => change.locator('[data-voice] a').first().click())
  await expect(page).toHaveURL(/#c-\d+$/)
})

test('an open page says that its words have changed, and moves nothing', async ({ town, somebody, visitor }) => {
  const admin = await somebody(EMAILS.admin)
  const proposal = town.proposal((one) => one.title !== CHANGED)
  const page = await visitor.reads(proposal)
  const form = await admin.opens(`/ca/p/${proposal.id}/edit`)
  await form.locator('[name=objective]').fill('Dir-ho més curt.')
  await form.locator('[name=note]').fill('Era massa llarg.')
  const at = await page.locator('#thread').boundingBox()
  await form.getByRole('button', { name: say('change.save') }).click()
  await expect(form).toHaveURL(/\/history#v-\d+$/)
  await expect(page.getByText(say('change.now'))).toBeVisible()
  expect(await page.locator('#thread').boundingBox()).toEqual(at)
  await visitor.awake(page, () => page.getByRole('link', { name: say('change.now.read') }).click())
  await expect(page.locator('.lead')).toHaveText('Dir-ho més curt.')
})
