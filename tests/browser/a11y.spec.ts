import type { Page } from '@playwright/test'
import { accessible } from './house/axe'
import { sheets, type Sheet } from './house/pages'
import { body, comment, composer, EMAILS, LIVE, publish, type Person } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

/** In these the words are long or the page is where most time is spent. */
const MAIN = ['front', 'section', 'proposal-resident', 'search-hits', 'sign-in', 'account', 'desk', 'case', 'log', 'rules']

/** Looks at each page of one person, in one tab. */
async function every(person: Person, lang: string, list: Sheet[]): Promise<void> {
  const page = await person.context.newPage()
  for (const sheet of list) {
    await test.step(`${lang} ${sheet.name}`, async () => {
      const live = LIVE.test(`/${lang}${sheet.path}`) && ![403, 404].includes(sheet.status ?? 200)
      await person.awake(page, () => page.goto(`/${lang}${sheet.path}`), live)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await accessible(page)
    })
  }
  await page.close()
}

for (const who of ['visitor', 'resident', 'moderator'] as const) {
  test(`every page of a ${who}, in Catalan`, async ({ town, guard, somebody }) => {
    test.slow()
    const list = sheets(town).filter((sheet) => sheet.who === who)
    for (const sheet of list) if (sheet.status) guard.expects(sheet.path, sheet.status)
    await every(await somebody(EMAILS[who]), 'ca', list)
  })

  test(`the main pages of a ${who}, in Spanish and English`, async ({ town, somebody }) => {
    test.slow()
    const list = sheets(town).filter((sheet) => sheet.who === who && MAIN.includes(sheet.name))
    for (const lang of ['es', 'en']) await every(await somebody(EMAILS[who]), lang, list)
  })
}

/** Opens a fold of a comment. */
const unfold = (page: Page, id: number, key: string) =>
  comment(page, id).locator('summary').filter({ hasText: say(key) }).click()

test('opened forms, and what was refused in them', async ({ town, guard, resident, neighbour }) => {
  guard.expects('/api/comment/add', 422)
  const proposal = town.proposal()
  const [own, other] = [await resident.writes(proposal, 'El meu.'), await neighbour.writes(proposal, 'El seu.')]
  const page = await resident.reads(proposal)
  await unfold(page, other, 'thread.reply')
  await unfold(page, own, 'thread.edit')
  await accessible(page)
  await unfold(page, own, 'thread.delete')
  await publish(composer(page)).click()
  const reply = comment(page, other).locator('form[data-reply-form]')
  await publish(reply).click()
  await expect(composer(page).getByRole('alert')).toBeVisible()
  await expect(reply.getByRole('alert')).toBeVisible()
  await accessible(page)
})

test('what is new, what is hidden, what is deleted', async ({ town, neighbour, resident, moderator, visitor }) => {
  const proposal = town.proposal()
  const first = await neighbour.writes(proposal, 'Un de primer.')
  const page = await visitor.reads(proposal)
  const hidden = await resident.writes(proposal, 'Un insult.', { parent: first })
  await resident.writes(proposal, 'Una idea nova.')
  await expect(page.getByRole('button', { name: count('thread.new_comments', 1) })).toBeVisible()
  await accessible(page)
  await page.getByRole('button', { name: count('thread.new_comments', 1) }).click()
  await page.getByRole('button', { name: count('thread.new_replies', 1) }).click()
  await moderator.posts('desk/hide', { comment: hidden, rule: 'insults', note: '' })
  await neighbour.posts('comment/delete', { comment: first })
  await expect(comment(page, first)).toHaveAttribute('data-state', 'deleted')
  await expect(comment(page, hidden)).toHaveAttribute('data-state', 'hidden')
  await accessible(page)
})

test('a case just decided, and the author’s decisions', async ({ town, neighbour, moderator }) => {
  const id = await neighbour.writes(town.proposal(), 'Compreu-me la moto.')
  const page = await moderator.opens(`/ca/desk/c/${id}`)
  await page.locator('form[data-hide] [name=rule][value=advertising]').check()
  await page.locator('#do-hide').click()
  await expect(page.getByRole('status').filter({ hasText: say('decided.hide') })).toBeVisible()
  await accessible(page)
  const mine = await neighbour.opens('/ca/account/decisions')
  await expect(mine.getByText('Compreu-me la moto.')).toBeVisible()
  await accessible(mine)
})

test('several comments chosen, and a report’s receipt', async ({ town, neighbour, resident, moderator }) => {
  const id = await neighbour.writes(town.proposal(), 'Cotxes, motos i bicis a bon preu.')
  const page = await resident.opens(`/ca/c/${id}/report`)
  await page.locator('[name=rule][value=illegal]').check()
  await expect(page.locator('[name=law]')).toBeVisible()
  await accessible(page)
  await page.locator('[name=rule][value=advertising]').check()
  await expect(page.locator('[name=law]')).toBeHidden()
  await page.locator('form[data-report]').getByRole('button').click()
  await expect(page.locator('[data-fate=waiting]')).toBeVisible()
  await accessible(page)
  const desk = await moderator.opens('/ca/desk/together')
  await desk.locator(`[name=comment][value="${id}"]`).check()
  await desk.getByRole('button', { name: say('together.look') }).click()
  await expect(desk.locator(`[data-chosen="${id}"]`)).toBeVisible()
  await accessible(desk)
  await desk.locator('[name=rule][value=advertising]').check()
  await desk.getByRole('button', { name: say('together.hide') }).click()
  await expect(desk.locator('[data-together="1"]')).toBeVisible()
  await accessible(desk)
  await page.reload()
  await expect(page.locator('[data-fate=removed]')).toBeVisible()
})

test('a text that waits, at the desk and for its writer', async ({ town, resident, moderator }) => {
  const proposal = town.proposal()
  const text = 'Truqueu-me; el meu DNI és 12345678Z.'
  await moderator.posts('plan/moderation', { plan: 1, moderation: 'mixed' })
  expect(await resident.posts('comment/add', { proposal: proposal.id, body: text, lang: 'ca' })).toBeNull()
  await moderator.posts('plan/moderation', { plan: 1, moderation: 'post' })
  const desk = await moderator.opens('/ca/desk/waiting')
  await accessible(desk)
  await desk.locator('a[href*="/desk/w/"]').filter({ hasText: 'Truqueu-me' }).click()
  await expect(desk.getByText(text)).toBeVisible()
  await accessible(desk)
  const page = await resident.reads(proposal)
  await expect(page.locator('[data-waiting]')).toContainText(text)
  await accessible(page)
})

test('a seal just given, and a connection just lost', async ({ town, guard, resident }) => {
  guard.cuts()
  // What is typed is kept a moment later, while there may be no server.
  guard.expects('/api/draft/save', 'net::')
  const page = await resident.reads(town.proposal())
  const seal = page.locator('form[data-support]').getByRole('button')
  const given = await seal.getAttribute('aria-pressed')
  await seal.click()
  await expect(seal).not.toHaveAttribute('aria-pressed', given!)
  await accessible(page)
  await body(composer(page)).fill('Escric igualment.')
  // What it is written with has come.
  await expect(composer(page)).toHaveAttribute('data-live', '')
  await town.stop()
  await expect(page.getByText(say('live.lost'))).toBeVisible()
  await accessible(page)
  await town.open()
})
