import { accessible } from './house/axe'
import { body, composer, EMAILS, PASSWORD, publish, saying, type Person } from './house/person'
import { expect, test } from './house/test'
import type { Proposal } from './house/town'
import { count, say } from './house/words'

let people = 0

/** Somebody new: what is laid on them is nothing to other tests. */
async function signsUp(person: Person): Promise<void> {
  const page = await person.context.newPage()
  await page.goto('/ca/sign-up')
  await page.locator('main [name=name]').fill('Roser Vidal')
  await page.locator('main [name=email]').fill(`roser${++people}-${Date.now()}@example.org`)
  await page.locator('main [name=password]').fill(PASSWORD)
  await page.getByRole('main').getByRole('button').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-up'))
  await page.close()
}

/** The desk's page of who wrote a comment, by the way from its case. */
async function seesWriter(moderator: Person, comment: number) {
  const page = await moderator.opens(`/ca/desk/c/${comment}`)
  await page.getByRole('link', { name: say('sanction.person') }).click()
  await expect(page).toHaveURL(/\/desk\/a\/\d+$/)
  return page
}

/** Lays a measure on who wrote a comment. */
async function lays(moderator: Person, comment: number, kind: string) {
  const page = await seesWriter(moderator, comment)
  await page.locator(`[name=kind][value=${kind}]`).check()
  await page.locator('[name=rule][value=off_topic]').check()
  await page.locator('[name=note]').fill('Ja t’havíem demanat que parlessis de la proposta.')
  await accessible(page)
  await page.getByRole('button', { name: say('sanction.submit') }).click()
  await expect(page.locator('[data-done=laid]')).toContainText(say(`sanction.kind.${kind}`))
  return page
}

const told = (proposal: Proposal) => `Roser: ${proposal.title}`

test('what somebody writes whose texts are read first waits, and shows on open pages once it is approved', async ({ town, somebody, moderator, visitor }) => {
  const proposal = town.proposal()
  const roser = await somebody(null)
  await signsUp(roser)
  const first = await roser.writes(proposal, 'El metro de casa meva va brut.')
  const desk = await lays(moderator, first, 'read_first')
  await accessible(desk)

  const [open, page] = [await visitor.reads(proposal), await roser.reads(proposal)]
  await expect(page.locator('[data-told=read_first]')).toBeVisible()
  await body(composer(page)).fill(told(proposal))
  await publish(composer(page)).click()
  await expect(page.locator('[data-waiting]')).toContainText(told(proposal))
  await expect(saying(page, told(proposal))).toHaveCount(0)
  await accessible(page)

  await desk.reload()
  await desk.locator('[data-written=waiting] a').click()
  await desk.locator('form[data-approve]').getByRole('button').click()
  await open.getByRole('button', { name: count('thread.new_comments', 1) }).click()
  await expect(saying(open, told(proposal))).toBeVisible()
  await expect(page.locator('[data-waiting]')).toHaveCount(0)
  await expect(saying(page, told(proposal))).toBeVisible()
})

test('who is muted reads why where they write, keeps the text, and goes on once it is lifted', async ({ town, guard, somebody, moderator }) => {
  guard.expects('/api/comment/add', 403)
  const proposal = town.proposal()
  const roser = await somebody(null)
  await signsUp(roser)
  const page = await roser.reads(proposal)
  const desk = await lays(moderator, await roser.writes(proposal, 'Compreu-me la bici.'), 'mute')

  await body(composer(page)).fill(told(proposal))
  await publish(composer(page)).click()
  const error = composer(page).getByRole('alert')
  await expect(error).toContainText(say('rule.off_topic').toLowerCase())
  await expect(body(composer(page))).toHaveValue(told(proposal))
  await expect(body(composer(page))).toBeFocused()
  await accessible(page)
  const reads = await roser.opens('/ca/account/decisions')
  await expect(reads.locator('[data-measure]')).toContainText(say('sanction.by.person'))
  await accessible(reads)

  await desk.locator('[data-standing=in_force]').getByRole('button', { name: say('sanction.lift') }).click()
  await expect(desk.locator('[data-done=lifted]')).toContainText(say('sanction.kind.mute'))
  await publish(composer(page)).click()
  await expect(saying(page, told(proposal))).toBeVisible()
})

test('who is muted appeals where it is told, and writes again once a colleague grants it', async ({ town, somebody, moderator }) => {
  const proposal = town.proposal()
  const roser = await somebody(null)
  await signsUp(roser)
  const page = await roser.reads(proposal)
  const first = await lays(moderator, await roser.writes(proposal, 'Venc la meva moto.'), 'mute')

  const mine = await roser.opens('/ca/account/decisions')
  const form = mine.locator('[data-measure] form[data-appeal]')
  await form.locator('[name=body]').fill('Només era un exemple de preu.')
  await accessible(mine)
  await form.getByRole('button').click()
  await expect(mine.locator('[data-measure] [data-appealed=open]')).toContainText('un exemple de preu')
  await accessible(mine)

  // Who laid it reads of it, and may not answer.
  await first.reload()
  await expect(first.locator('[data-appealed=open]')).toContainText(say('appeal.own'))
  await expect(first.locator('form[data-answer]')).toHaveCount(0)
  const colleague = await somebody(EMAILS.colleague)
  const list = await colleague.opens('/ca/desk/appeals')
  await accessible(list)
  await list.getByRole('link', { name: 'un exemple de preu' }).click()
  const answer = list.locator('form[data-answer]')
  await answer.locator('[name=note]').fill('És cert, parlaves del preu.')
  await accessible(list)
  await answer.getByRole('button', { name: say('appeal.lift') }).click()
  await expect(list.locator('[data-appealed=granted]')).toContainText('parlaves del preu')
  await expect(list.locator('[data-standing=in_force]')).toHaveCount(0)
  await accessible(list)

  await mine.reload()
  await expect(mine.locator('[data-appealed=granted]')).toContainText('parlaves del preu')
  await body(composer(page)).fill(told(proposal))
  await publish(composer(page)).click()
  await expect(saying(page, told(proposal))).toBeVisible()
})
