import type { Locator, Page } from '@playwright/test'
import { body, comment, composer, publish, saying, shown } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

const pill = (place: Page | Locator, kind: 'comments' | 'replies', n = 1) =>
  place.getByRole('button', { name: count(`thread.new_${kind}`, n) })

/** The first number before a word such as "comentaris". */
async function figure(place: Locator, key: string): Promise<number> {
  const text = (await place.innerText()).replace(/\s+/g, ' ')
  const words = [say(`${key}.other`, { n: '([\\d.]+)' }), say(`${key}.one`, { n: '([\\d.]+)' })]
  const found = new RegExp(words.join('|')).exec(text)
  return Number((found?.[1] ?? found?.[2] ?? 'NaN').replaceAll('.', ''))
}

const number = async (place: Locator) => Number((await place.innerText()).replaceAll('.', ''))

/** What each comment on a page says, by its number; how long ago changes by itself. */
const texts = (page: Page) =>
  page.locator('article[data-comment]').evaluateAll((all) =>
    Object.fromEntries(
      all.map((one) => {
        const own = [...one.querySelectorAll('p, li, blockquote')].filter((part) => !part.closest('form'))
        const paragraphs = own.map((part) => part.textContent!.trim())
        return [one.getAttribute('data-comment')!, paragraphs.join('\n')]
      }),
    ),
  )

/** Every comment that stood on the page still stands there, whole. */
async function whole(page: Page, before: Record<string, string>): Promise<void> {
  expect(await texts(page)).toMatchObject(before)
}

test('a comment comes in at once for who wrote it, behind a pill for everybody else', async ({ town, resident, neighbour, visitor }) => {
  const proposal = town.proposal((one) => town.talk(one) > 5)
  const [mine, theirs, anybodys] = await Promise.all([resident, neighbour, visitor].map((person) => person.reads(proposal)))
  const stood = await texts(mine)
  await mine.evaluate(() => document.body.setAttribute('data-same-page', ''))
  const text = 'Els semàfors haurien d’esperar la gent gran.'
  await body(composer(mine)).fill(text)
  await publish(composer(mine)).click()

  await expect(saying(mine, text)).toBeFocused()
  await expect(body(composer(mine))).toHaveValue('')
  for (const page of [theirs, anybodys]) {
    await expect(pill(page, 'comments')).toBeVisible()
    await expect(saying(page, text)).toHaveCount(0)
    await pill(page, 'comments').click()
    await expect(saying(page, text)).toHaveCount(1)
    await expect(saying(page, text)).toBeFocused()
    await expect(pill(page, 'comments')).toHaveCount(0)
    await whole(page, stood)
  }
  // One's own echo in the stream has been heard too, and changed nothing.
  const told = await shown(theirs)
  await expect.poll(() => shown(mine)).toBeGreaterThanOrEqual(told)
  await expect(saying(mine, text)).toHaveCount(1)
  await expect(pill(mine, 'comments')).toHaveCount(0)
  await expect(mine.locator('body[data-same-page]')).toBeAttached()
  await whole(mine, stood)
})

test('a reply waits at its place in the tree', async ({ town, resident, neighbour, visitor }) => {
  const proposal = town.proposal()
  const first = await neighbour.writes(proposal, 'Qui ho pagarà, això?')
  await neighbour.writes(proposal, 'I quan començarà?')
  const page = await visitor.reads(proposal)
  const stood = await texts(page)
  const reply = await resident.writes(proposal, 'La fitxa diu que el fons europeu.', { parent: first })

  const place = page.getByRole('listitem').filter({ has: comment(page, first) })
  await expect(pill(place, 'replies')).toBeVisible()
  await expect(pill(page, 'comments')).toHaveCount(0)
  await pill(place, 'replies').click()
  await expect(comment(page, reply)).toBeFocused()
  // As near as it is, it says so.
  const moment = comment(page, reply).locator('.note__head time')
  await expect(moment).not.toHaveText((await moment.getAttribute('title'))!)
  const order = await page.locator('article[data-comment]').evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-comment'))))
  expect(order[order.indexOf(first) + 1]).toBe(reply)
  await whole(page, stood)
})

test('edits and supports change in place', async ({ town, resident, neighbour, visitor }) => {
  const proposal = town.proposal()
  const id = await neighbour.writes(proposal, 'Tres bancs per parada.')
  const [page, own] = await Promise.all([visitor.reads(proposal), resident.reads(proposal)])
  const supports = page.locator('[data-supports]')
  const before = await number(supports)

  await neighbour.posts('comment/edit', { comment: id, body: 'Quatre bancs per parada.' })
  await expect(comment(page, id)).toContainText('Quatre bancs per parada.')
  await expect(comment(page, id)).toContainText(say('thread.edited'))

  const seal = own.locator('form[data-support]').getByRole('button')
  const given = (await seal.getAttribute('aria-pressed')) === 'true'
  const after = before + (given ? -1 : 1)
  await seal.click()
  await expect(seal).toHaveAttribute('aria-pressed', String(!given))
  await expect.poll(() => number(supports)).toBe(after)
  await expect.poll(() => number(own.locator('[data-supports]'))).toBe(after)
  await seal.click()
  await expect.poll(() => number(supports)).toBe(before)
})

test('what is hidden leaves every open page within a second, and comes back when restored', async ({ town, resident, neighbour, moderator, visitor }) => {
  const proposal = town.proposal()
  const text = 'Aquest veí és un lladre i tothom ho sap.'
  const id = await neighbour.writes(proposal, text)
  const people = [resident, neighbour, visitor, moderator]
  const pages = await Promise.all(people.map((person) => person.reads(proposal)))
  for (const page of pages) await expect(saying(page, text)).toHaveCount(1)

  await moderator.posts('desk/hide', { comment: id, rule: 'insults', note: 'Acusa algú.' })
  await Promise.all(pages.map((page) => expect(page.getByText(text)).toHaveCount(0, { timeout: 1000 })))
  for (const page of pages) await expect(comment(page, id)).toContainText(say('rule.insults'))

  await moderator.posts('desk/restore', { comment: id })
  await Promise.all(pages.map((page) => expect(comment(page, id)).toContainText(text, { timeout: 1000 })))
})

test('what is hidden while it waits never shows its text', async ({ town, neighbour, moderator, visitor }) => {
  const proposal = town.proposal()
  const page = await visitor.reads(proposal)
  const id = await neighbour.writes(proposal, 'Truqueu-li al 600 000 000.')
  await expect(pill(page, 'comments')).toBeVisible()
  const told = await shown(page)
  await moderator.posts('desk/hide', { comment: id, rule: 'personal_data', note: '' })
  await expect.poll(() => shown(page)).toBeGreaterThan(told)
  await expect(pill(page, 'comments'), 'by itself it is no news').toHaveCount(0)
  await neighbour.writes(proposal, 'I un que es pot llegir.')
  await pill(page, 'comments').click()
  await expect(comment(page, id)).toContainText(say('rule.personal_data'))
  await expect(page.getByText('600 000 000')).toHaveCount(0)
})

test('a deleted comment leaves; one with replies leaves its place', async ({ town, resident, neighbour, visitor }) => {
  const proposal = town.proposal()
  const alone = await neighbour.writes(proposal, 'Ho vaig dir sense pensar.')
  const answered = await neighbour.writes(proposal, 'Això també.')
  await resident.writes(proposal, 'Doncs jo hi estic d’acord.', { parent: answered })
  const page = await visitor.reads(proposal)
  await neighbour.posts('comment/delete', { comment: alone })
  await expect(comment(page, alone)).toHaveCount(0)
  await neighbour.posts('comment/delete', { comment: answered })
  await expect(comment(page, answered)).not.toContainText('Això també.')
  await expect(comment(page, answered)).toHaveAttribute('data-state', 'deleted')
})

test('the figures of the front page and of the section follow', async ({ town, resident, visitor }) => {
  const proposal = town.proposal()
  const [front, section] = await Promise.all([visitor.opens('/ca'), visitor.opens(`/ca/s/${proposal.section}-x`)])
  // By its address: not every proposal is in the page's language.
  const row = section.getByRole('listitem').filter({ has: section.locator(`a[href^="/ca/p/${proposal.id}-"]`) })
  const places = [front.getByRole('main'), section.getByRole('main'), row]
  const before = await Promise.all(places.map((place) => figure(place, 'plan.comments')))
  await resident.writes(proposal, 'Una cosa més sobre els horaris.')
  for (const [at, place] of places.entries()) {
    await expect.poll(() => figure(place, 'plan.comments')).toBe(before[at] + 1)
  }
})

test('what leaves is not quoted any more on pages that are open', async ({ town, resident, neighbour, moderator, visitor }) => {
  const proposal = town.proposal()
  const said = await resident.writes(proposal, 'Un secret a veus.')
  const quote = await neighbour.writes(proposal, `> Un secret a veus.\n>\n> [Ella](/ca/c/${said})\n\nNo m’ho crec.`)
  const page = await visitor.reads(proposal)
  await expect(comment(page, quote).locator('blockquote')).toContainText('Un secret')
  await moderator.posts('desk/hide', { comment: said, rule: 'insults', note: '' })
  await expect(comment(page, quote).locator('blockquote')).toHaveText('…')
  await expect(comment(page, quote)).toContainText('No m’ho crec.')
  await expect(page.getByText('Un secret')).toHaveCount(0)
  await page.reload()
  await expect(comment(page, quote).locator('blockquote')).toHaveText('…')
})
