import type { Page } from '@playwright/test'
import { accessible } from './house/axe'
import { comment, drawn, EMAILS, saying } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

const outcome = (page: Page, key: string) => page.getByRole('status').filter({ hasText: say(key) })

test('who is at a case is seen by the others, and of two decisions one counts', async ({ town, guard, neighbour, moderator, somebody }) => {
  const id = await neighbour.writes(town.proposal(), 'Segons com es miri, això és un insult.')
  const colleague = await somebody(EMAILS.colleague)
  const here = await moderator.opens(`/ca/desk/c/${id}`)
  await expect(here.locator('form[data-claiming=mine]')).toBeVisible()
  const there = await colleague.opens(`/ca/desk/c/${id}`)
  await expect(there.locator('.case [data-claim]')).toBeVisible()

  // The second one's page hears of nothing while both decide.
  guard.expects('/api/desk/hide', 422)
  await there.route('**/live**', (route) => route.abort())
  await there.evaluate(() => window.stop())
  await here.locator('form[data-hide] [name=rule][value=insults]').check()
  await there.locator('form[data-hide] [name=rule][value=hate]').check()
  const decided = [here, there].map((page) => page.locator('#do-hide').click())
  await Promise.all(decided)
  const won = [outcome(here, 'decided.hide'), outcome(there, 'decided.hide')]
  const lost = [here, there].map((page) => page.locator('#case-e').filter({ hasText: say('fault.decided') }))
  await expect(won[0].or(lost[0])).toBeVisible()
  await expect(won[1].or(lost[1])).toBeVisible()
  const wins = (await Promise.all(won.map((one) => one.count()))).reduce((a, b) => a + b)
  expect(wins, 'one decision counts').toBe(1)
  // Whoever lost reads what the other did.
  for (const page of [here, there]) await expect(page.locator('[data-decision]')).toHaveCount(1)
})

test('leaving a case frees it', async ({ town, neighbour, moderator, somebody }) => {
  const id = await neighbour.writes(town.proposal(), 'Un que algú mirarà i deixarà.')
  const colleague = await somebody(EMAILS.colleague)
  const there = await colleague.opens(`/ca/desk/c/${id}`)
  await expect(there.locator('form[data-claiming=mine]')).toBeVisible()
  const here = await moderator.opens(`/ca/desk/c/${id}`)
  await expect(here.locator('.case [data-claim]')).toBeVisible()
  await there.goto('/ca')
  await expect(here.locator('.case [data-claim]')).toHaveCount(0)
})

test('fifty comments are cleared by keyboard alone', async ({ town, neighbour, resident, moderator, visitor }) => {
  test.slow()
  const proposal = town.proposal()
  const ids: number[] = []
  for (let n = 0; n < 50; n += 1) {
    const id = await neighbour.writes(proposal, `Comentari a revisar número ${n}.`)
    await resident.posts('report/add', { comment: id, rule: n % 2 ? 'off_topic' : 'insults', note: '' })
    ids.push(id)
  }
  const reader = await visitor.reads(proposal)
  const page = await moderator.opens(`/ca/desk/c/${ids[0]}`)
  const keys = page.keyboard
  await expect(page.locator('#keys')).toBeVisible()
  const loaded: string[] = []
  page.on('request', (request) => request.isNavigationRequest() && loaded.push(request.url()))
  for (const [n, id] of ids.entries()) {
    // What others had reported before stands among them: those are passed over.
    for (let at = n > 0 ? await onward(page) : id; at !== id; at = await onward(page));
    if (n % 2) {
      await keys.press('a')
      await told(page, 'decided.approve')
    } else {
      await keys.press('2')
      await keys.press('h')
      await told(page, 'decided.hide')
    }
  }
  for (const n of [0, 48]) await expect(comment(reader, ids[n])).toHaveAttribute('data-state', 'hidden')
  await expect(saying(reader, 'número 49.')).not.toHaveAttribute('data-state', 'hidden')
  expect(loaded, 'the desk is never left').toEqual([])
})

test('who goes through the newest by keys comes to the older ones, and what is read stays in its place', async ({ town, neighbour, moderator }) => {
  test.slow()
  const proposal = town.proposal()
  for (let n = 0; n < 31; n += 1) await neighbour.writes(proposal, `Un de molts, el ${n}.`)
  const page = await moderator.opens('/ca/desk?view=recent')
  await page.locator('.queue [data-row]').first().getByRole('link').click()
  await expect(page.locator('form[data-claiming=mine]')).toBeVisible()
  const seen = [Number(await page.locator('section[data-case]').getAttribute('data-case'))]
  for (let n = 0; n < 34; n += 1) seen.push(await onward(page))
  expect(new Set(seen).size, 'none is opened twice').toBe(seen.length)
  expect(seen).toEqual([...seen].sort((a, b) => b - a))
  await expect(page.locator(`[data-row="${seen.at(-1)}"]`)).toBeInViewport()

  await expect(page.locator('form[data-claiming=mine]')).toBeVisible()
  const text = page.locator('article.judged')
  const where = () => text.evaluate((one) => one.getBoundingClientRect().top)
  const before = await where()
  await page.keyboard.press('2')
  await expect(page.locator('#do-hide')).toBeFocused()
  await expect(page.locator('#do-hide')).toBeInViewport({ ratio: 1 })
  await expect(page.locator('#do-hide')).toHaveAccessibleDescription(say('rule.insults'))
  expect(await where(), 'choosing a rule moves nothing').toBe(before)
  await page.keyboard.press('h')
  await told(page, 'decided.hide')
  await page.keyboard.press('u')
  await expect(page.locator('#do-hide')).toBeVisible()
})

/** What was decided is told. */
async function told(page: Page, key: string): Promise<void> {
  const said = (words: string) => [...document.querySelectorAll('[role=status]')].some((one) => one.textContent!.includes(words))
  await drawn(page, said, say(key))
}

/** To the next case; gives its comment. */
async function onward(page: Page): Promise<number> {
  const open = page.locator('section[data-case]')
  const before = await open.getAttribute('data-case')
  await page.keyboard.press('j')
  const there = (before: string | null) => {
    const open = document.querySelector('section[data-case]')
    return open?.getAttribute('data-case') !== before && !!open?.querySelector('h2:focus')
  }
  await drawn(page, there, before)
  return Number(await open.getAttribute('data-case'))
}

test('what arrives waits only where it belongs', async ({ town, neighbour, moderator }) => {
  const proposal = town.proposal()
  const page = await moderator.opens('/ca/desk?view=recent&text=es')
  await neighbour.writes(proposal, 'Un comentari en català.')
  await neighbour.posts('comment/add', { proposal: proposal.id, body: 'Un comentario en castellano.', lang: 'es' })
  await page.getByRole('button', { name: count('desk.new', 1) }).click()
  const row = page.locator('.queue [data-row]').filter({ hasText: 'Un comentario en castellano.' })
  await expect(row).toBeVisible()
  await expect(page.locator('.queue')).not.toContainText('en català')
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/\/desk\/c\/\d+\?view=recent&text=es$/)
  await expect(page.locator('.queue')).not.toContainText('en català')
})

test('the whole appeal', async ({ town, neighbour, moderator, somebody, visitor }) => {
  const proposal = town.proposal()
  const text = 'Quina presa de pèl, aquest projecte.'
  const id = await neighbour.writes(proposal, text)
  const reader = await visitor.reads(proposal)
  const first = await moderator.opens(`/ca/desk/c/${id}`)
  await first.locator('form[data-hide] [name=rule][value=insults]').check()
  await first.locator('#do-hide').click()
  await expect(outcome(first, 'decided.hide')).toBeVisible()
  await expect(comment(reader, id)).toHaveAttribute('data-state', 'hidden')

  const mine = await neighbour.opens('/ca/account/decisions')
  const form = mine.locator(`[data-decision]`).filter({ hasText: text }).locator('form[data-appeal]')
  await form.locator('[name=body]').fill('És una frase feta i no parla de ningú.')
  await form.getByRole('button').click()
  await expect(mine.locator('[data-appealed=open]')).toContainText('frase feta')

  // Who decided hears of it at once, and may not answer.
  await expect(first.locator('[data-appealed=open]')).toContainText(say('appeal.own'))
  await expect(first.locator('form[data-restore]')).toHaveCount(0)
  const colleague = await somebody(EMAILS.colleague)
  const list = await colleague.opens('/ca/desk/appeals')
  await list.getByRole('link', { name: 'És una frase feta' }).click()
  const answer = list.locator('form[data-restore]')
  await answer.locator('[name=note]').fill('Teniu raó.')
  await answer.getByRole('button', { name: say('appeal.restore') }).click()
  await expect(outcome(list, 'decided.grant')).toBeVisible()
  await expect(saying(reader, text)).toBeVisible()
  await mine.reload()
  await expect(mine.locator('[data-appealed=granted]')).toContainText('Teniu raó.')
})

test('an appeal is dismissed with reasons', async ({ town, guard, neighbour, moderator, somebody }) => {
  guard.expects('/api/desk/appeal', 422)
  const id = await neighbour.writes(town.proposal(), 'Calleu, ximples.')
  await moderator.posts('desk/hide', { comment: id, rule: 'insults', note: '' })
  const mine = await neighbour.opens('/ca/account/decisions')
  const form = mine.locator('[data-decision]').filter({ hasText: 'Calleu, ximples.' }).locator('form[data-appeal]')
  await form.locator('[name=body]').fill('Era broma.')
  await form.getByRole('button').click()
  await expect(mine.locator('[data-appealed=open]').filter({ hasText: 'Era broma.' })).toBeVisible()
  const colleague = await somebody(EMAILS.colleague)
  const page = await colleague.opens(`/ca/desk/c/${id}`)
  const answer = page.locator('form[data-restore]')
  await answer.getByRole('button', { name: say('appeal.uphold') }).click()
  await expect(page.locator('#answer-e')).toContainText(say('fault.no_reasons'))
  await expect(answer.locator('[name=note]')).toBeFocused()
  await answer.locator('[name=note]').fill('Les bromes també fan mal.')
  await answer.getByRole('button', { name: say('appeal.uphold') }).click()
  await expect(outcome(page, 'decided.uphold')).toBeVisible()
  await expect(page.locator('[data-appealed=upheld]')).toContainText('Les bromes també fan mal.')
})

test('moderators write to one another at a case', async ({ town, guard, neighbour, moderator, somebody }) => {
  guard.expects('/api/desk/note', 422)
  const id = await neighbour.writes(town.proposal(), 'No sé què dir-ne.')
  const colleague = await somebody(EMAILS.colleague)
  const there = await colleague.opens(`/ca/desk/c/${id}`)
  const page = await moderator.opens(`/ca/desk/c/${id}`)
  await page.getByText(say('team.note.add')).click()
  const form = page.locator('form[data-note]')
  await form.getByRole('button').click()
  await expect(page.locator('#case-note-e')).toBeVisible()
  await form.locator('[name=body]').fill('Ho mires tu?')
  await form.getByRole('button').click()
  await expect(page.locator('[data-note]').filter({ hasText: 'Ho mires tu?' })).toBeVisible()
  await expect(there.locator('[data-note]').filter({ hasText: 'Ho mires tu?' })).toBeVisible()
})

test('the house’s text about a rule is where a note begins', async ({ town, neighbour, moderator }) => {
  const id = await neighbour.writes(town.proposal(), 'Compreu el meu llibre de receptes.')
  const page = await moderator.opens(`/ca/desk/c/${id}`)
  const form = page.locator('form[data-hide]')
  await expect(form.locator('[data-take]')).toHaveCount(0)
  await form.locator('[name=rule][value=advertising]').check()
  await form.locator('[data-take]').click()
  const text = await form.locator('[data-house=advertising]').textContent()
  await expect(form.locator('[name=note]')).toHaveValue(text!)
  await expect(form.locator('[name=note]')).toBeFocused()
  await page.locator('#do-hide').click()
  await expect(page.locator('[data-decision]').filter({ hasText: text! })).toBeVisible()
})

test('a comment near by is decided without leaving the case', async ({ town, guard, neighbour, resident, moderator }) => {
  guard.expects('/api/desk/hide', 422)
  const proposal = town.proposal()
  const root = await neighbour.writes(proposal, 'Parlem dels pobles petits de debò.')
  const reply = await resident.writes(proposal, 'Calla, ximple més que ximple.', { parent: root })
  const page = await moderator.opens(`/ca/desk/c/${root}`)
  const near = page.locator(`[data-near="${reply}"]`)
  await near.locator('summary').click()
  const form = near.locator('form[data-near-hide]')
  await form.getByRole('button').click()
  await expect(near).toContainText(say('fault.no_rule'))
  await form.locator('[name=rule]').selectOption('insults')
  await form.getByRole('button').click()
  await expect(comment(page, reply)).toHaveAttribute('data-state', 'hidden')
  await expect(comment(page, reply)).toBeFocused()
  await expect(near.locator('form')).toHaveCount(0)
  await expect(page.locator('form[data-hide]')).toBeVisible()
})
