import { body, comment, composer, EMAILS, publish, saying, signIn } from './house/person'
import { expect, test } from './house/test'
import { say } from './house/words'

test('a draft survives a reload and a support', async ({ town, resident }) => {
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  const text = 'Ho acabaré després de dinar: «l’ombra» & <els bancs>'
  await body(composer(page)).fill(text)
  const seal = page.locator('form[data-support]').getByRole('button')
  const given = await seal.getAttribute('aria-pressed')
  await seal.click()
  await expect(seal).not.toHaveAttribute('aria-pressed', given!)
  await expect(body(composer(page))).toHaveValue(text)
  await resident.awake(page, () => page.reload())
  await expect(body(composer(page))).toHaveValue(text)
  await publish(composer(page)).click()
  await expect(saying(page, text)).toHaveCount(1)
  await resident.awake(page, () => page.reload())
  await expect(body(composer(page))).toHaveValue('')
})

test('the draft of a reply comes back open, at its place', async ({ town, resident, neighbour }) => {
  const proposal = town.proposal()
  const id = await neighbour.writes(proposal, 'Digueu-hi la vostra.')
  const page = await resident.reads(proposal)
  await comment(page, id).locator('summary').filter({ hasText: say('thread.reply') }).click()
  const reply = body(comment(page, id).locator('form[data-reply-form]').first())
  await reply.fill('La meva és que sí, però')
  await resident.awake(page, () => page.reload())
  await expect(reply).toBeVisible()
  await expect(reply).toHaveValue('La meva és que sí, però')
})

test('a refused text stays, with the reason beside it', async ({ town, guard, resident }) => {
  guard.expects('/api/comment/add', 422)
  const page = await resident.reads(town.proposal())
  const form = composer(page)
  await body(form).fill('a')
  await publish(form).click()
  await expect(form.getByRole('alert')).toHaveText(say('fault.too_short', { n: 2 }))
  await expect(body(form)).toHaveValue('a')
  await expect(body(form)).toBeFocused()
  await expect(body(form)).toHaveAttribute('aria-invalid', 'true')
  await expect(body(form)).toHaveAccessibleDescription(new RegExp(say('fault.too_short', { n: 2 }).replace('.', '\\.')))
})

test('what a visitor wrote waits behind signing in', async ({ town, visitor }) => {
  const proposal = town.proposal()
  const page = await visitor.reads(proposal)
  const text = 'Primer ho escric i després ja diré qui soc.'
  await body(composer(page)).fill(text)
  await publish(composer(page)).click()
  await page.waitForURL(/\/sign-in/)
  await visitor.awake(page, () => signIn(page, EMAILS.neighbour))
  await expect(page).toHaveURL(new RegExp(`/ca/p/${proposal.id}-`))
  await expect(body(composer(page))).toHaveValue(text)
  await publish(composer(page)).click()
  await expect(saying(page, text)).toHaveCount(1)
})

test('what was typed when the session ended waits behind signing in', async ({ town, guard, resident }) => {
  guard.expects('/api/comment/add', 401)
  guard.expects('/api/follow/read', 401)
  guard.expects('/api/draft/save', 401)
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  await body(composer(page)).fill('He tardat tant que m’han fet fora.')
  await resident.context.clearCookies()
  await publish(composer(page)).click()
  await page.waitForURL(/\/sign-in/)
  await resident.awake(page, () => signIn(page, EMAILS.neighbour))
  await expect(body(composer(page))).toHaveValue('He tardat tant que m’han fet fora.')
})

test('a double click makes one comment', async ({ town, resident, visitor }) => {
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  const text = 'Clico dues vegades, que vaig ràpid.'
  await body(composer(page)).fill(text)
  await publish(composer(page)).dblclick()
  await expect(saying(page, text)).toHaveCount(1)
  await resident.writes(proposal, 'I una altra cosa.')
  await expect(saying(page, 'I una altra cosa.')).toHaveCount(1)
  const public_ = await visitor.reads(proposal)
  await expect(saying(public_, text)).toHaveCount(1)
  await expect(page.locator('form [role=alert]')).toHaveCount(0)
})
