import type { Locator, Page } from '@playwright/test'
import { body, comment, composer, EMAILS, pointed, publish, saying, signIn, type Person } from './house/person'
import { expect, test } from './house/test'
import { say } from './house/words'

const plain = { javaScriptEnabled: false }

/** Opens a fold of a comment. */
const unfold = (place: Locator, key: string) => place.locator('summary').filter({ hasText: say(key) }).click()

/** Presses what sends a form, and gives the status of the page that it ends on. */
async function sends(page: Page, button: Locator): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && ![301, 302, 303, 307].includes(one.status())),
    button.click(),
  ])
  await page.waitForLoadState()
  return answer.status()
}

/** Publishes in the proposal's composer; gives the number of the comment. */
async function publishes(person: Person, page: Page, text: string): Promise<number> {
  await body(composer(page)).fill(text)
  expect(await sends(page, publish(composer(page)))).toBe(200)
  await expect(saying(page, text)).toHaveCount(1)
  return pointed(page)
}

test('a resident reads, signs in, supports, withdraws', async ({ town, somebody }) => {
  const proposal = town.proposal()
  const resident = await somebody(null, plain)
  const page = await resident.opens('/ca')
  await page.goto(`/ca/s/${proposal.section}-x`)
  const title = page.locator(`main a[href^="/ca/p/${proposal.id}-"]`).first()
  const said = await title.innerText()
  await title.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(said)
  await page.getByRole('main').getByRole('link', { name: say('page.sign_in') }).click()
  await signIn(page, EMAILS.resident)
  await expect(page).toHaveURL(new RegExp(`/ca/p/${proposal.id}-`))

  const seal = page.locator('form[data-support]').getByRole('button')
  const figure = page.locator('[data-supports]')
  const [given, before] = [await seal.getAttribute('aria-pressed'), await figure.innerText()]
  await sends(page, seal)
  await expect(seal).not.toHaveAttribute('aria-pressed', given!)
  await expect(figure).not.toHaveText(before)
  await sends(page, seal)
  await expect(seal).toHaveAttribute('aria-pressed', given!)
  await expect(figure).toHaveText(before)
})

test('a resident comments, replies, edits and deletes', async ({ town, somebody }) => {
  const resident = await somebody(EMAILS.resident, plain)
  const page = await resident.reads(town.proposal())
  const first = await publishes(resident, page, 'Un comentari sense cap script.')
  const own = comment(page, first)

  await unfold(own, 'thread.reply')
  const reply = own.locator('form[data-reply-form]')
  await body(reply).fill('I una resposta, també.')
  await sends(page, publish(reply))
  const second = pointed(page)
  await expect(comment(page, second)).toContainText('I una resposta, també.')

  await unfold(own, 'thread.edit')
  const edit = own.locator('form').filter({ has: page.getByRole('button', { name: say('thread.edit.save') }) })
  await expect(body(edit)).toHaveValue('Un comentari sense cap script.')
  await body(edit).fill('Un comentari sense cap script, i editat.')
  await sends(page, edit.getByRole('button', { name: say('thread.edit.save') }))
  await expect(own).toContainText('i editat.')
  await expect(own).toContainText(say('thread.edited'))

  await unfold(comment(page, second), 'thread.delete')
  await sends(page, comment(page, second).getByRole('button', { name: say('thread.delete.yes') }))
  await expect(page.getByText('I una resposta, també.')).toHaveCount(0)
})

test('a refused text comes back with the reason beside the field', async ({ town, guard, somebody }) => {
  guard.expects(/fault=too_short/, 422)
  const resident = await somebody(EMAILS.resident, plain)
  const page = await resident.reads(town.proposal())
  await body(composer(page)).fill('a')
  expect(await sends(page, publish(composer(page)))).toBe(422)
  await expect(body(composer(page))).toHaveValue('a')
  await expect(body(composer(page))).toHaveAttribute('aria-invalid', 'true')
  await expect(composer(page).getByRole('alert')).toHaveText(say('fault.too_short', { n: 2 }))
  await expect(body(composer(page))).toHaveAccessibleDescription(new RegExp(say('fault.too_short', { n: 2 })))
})

test('a visitor writes first and signs in afterwards', async ({ town, somebody }) => {
  const proposal = town.proposal()
  const visitor = await somebody(null, plain)
  const page = await visitor.reads(proposal)
  const text = 'Jo això ho veig cada dia des del balcó.\n\nI ho explico.'
  await body(composer(page)).fill(text)
  await publish(composer(page)).click()
  await page.waitForURL(/\/sign-in/)
  await signIn(page, EMAILS.neighbour)
  await expect(page).toHaveURL(new RegExp(`/ca/p/${proposal.id}-`))
  await expect(body(composer(page))).toHaveValue(text)
  await sends(page, publish(composer(page)))
  await expect(saying(page, 'cada dia des del balcó')).toHaveCount(1)
})

test('a double click makes one comment', async ({ town, somebody }) => {
  const resident = await somebody(EMAILS.resident, plain)
  const page = await resident.reads(town.proposal())
  const text = 'Dues vegades, sense voler.'
  await body(composer(page)).fill(text)
  await publish(composer(page)).dblclick()
  await page.waitForURL(/#c-/)
  await expect(saying(page, text)).toHaveCount(1)
  await page.reload()
  await expect(saying(page, text)).toHaveCount(1)
})

test('a resident reports; a moderator hides, undoes and hides; the author appeals; a colleague restores', async ({ town, somebody, neighbour }) => {
  const proposal = town.proposal()
  const text = 'Vaig vendre el cotxe i ara en venc un altre, barat.'
  const id = await neighbour.writes(proposal, text)
  const [resident, moderator, visitor] = [await somebody(EMAILS.resident, plain), await somebody(EMAILS.moderator, plain), await somebody(null, plain)]

  const page = await resident.reads(proposal)
  await comment(page, id).getByRole('link', { name: say('thread.report') }).click()
  const report = page.locator('form[data-report]')
  await report.locator('[name=rule][value=advertising]').check()
  await report.locator('[name=note]').fill('No té res a veure.')
  expect(await sends(page, report.getByRole('button'))).toBe(200)
  await expect(page.getByText(say('receipt.intro'))).toBeVisible()

  const desk = await moderator.opens('/ca/desk')
  await desk.getByRole('link', { name: text }).click()
  await expect(desk).toHaveURL(new RegExp(`/ca/desk/c/${id}$`))
  await expect(desk.getByText('No té res a veure.')).toBeVisible()

  const hide = desk.locator('form[data-hide]')
  await hide.locator('[name=rule][value=advertising]').check()
  await hide.locator('[name=note]').fill('Aquí no s’hi ven res.')
  expect(await sends(desk, desk.locator('#do-hide'))).toBe(200)
  await expect(desk.locator('form[data-hide]')).toHaveCount(0)
  const outside = await visitor.reads(proposal)
  await expect(comment(outside, id)).toContainText(say('rule.advertising'))
  await expect(outside.getByText(text)).toHaveCount(0)

  await sends(desk, desk.locator('form[data-undo]').getByRole('button'))
  await outside.reload()
  await expect(comment(outside, id)).toContainText(text)

  await desk.locator('form[data-hide] [name=rule][value=advertising]').check()
  await sends(desk, desk.locator('#do-hide'))
  await outside.reload()
  await expect(outside.getByText(text)).toHaveCount(0)

  const author = await somebody(EMAILS.neighbour, plain)
  const mine = await author.opens('/ca/account/decisions')
  const appeal = mine.locator('[data-decision]').filter({ hasText: text }).locator('form[data-appeal]').first()
  await appeal.locator('[name=body]').fill('Parlava d’un cotxe de joguina.')
  expect(await sends(mine, appeal.getByRole('button'))).toBe(200)
  await expect(mine.locator('[data-appealed=open]')).toContainText('de joguina')

  // Who decided reads it, and may not answer it.
  await desk.reload()
  await expect(desk.locator('[data-appealed=open]')).toContainText('de joguina')
  await expect(desk.locator('form[data-restore]')).toHaveCount(0)
  const colleague = await somebody(EMAILS.colleague, plain)
  const list = await colleague.opens('/ca/desk/appeals')
  await list.getByRole('link', { name: 'Parlava d’un cotxe' }).click()
  const answer = list.locator('form[data-restore]')
  await answer.locator('[name=note]').fill('És veritat.')
  expect(await sends(list, answer.getByRole('button', { name: say('appeal.restore') }))).toBe(200)
  await outside.reload()
  await expect(comment(outside, id)).toContainText(text)
  await mine.reload()
  await expect(mine.locator('[data-appealed=granted]')).toContainText('És veritat.')
})

test('hiding without a rule is refused beside the choice', async ({ town, guard, somebody, neighbour }) => {
  guard.expects(/fault=no_rule/, 422)
  const id = await neighbour.writes(town.proposal(), 'Res d’especial.')
  const moderator = await somebody(EMAILS.moderator, plain)
  const desk = await moderator.opens(`/ca/desk/c/${id}`)
  const hide = desk.locator('form[data-hide]')
  await hide.locator('[name=note]').fill('Una nota llarga que no vull tornar a escriure.')
  expect(await sends(desk, desk.locator('#do-hide'))).toBe(422)
  await expect(hide.getByRole('alert')).toHaveText(say('fault.no_rule'))
  await expect(hide.locator('[name=note]')).toHaveValue('Una nota llarga que no vull tornar a escriure.')
})
