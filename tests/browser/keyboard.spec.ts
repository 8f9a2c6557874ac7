import type { Locator, Page } from '@playwright/test'
import { body, comment, composer, EMAILS, PASSWORD, publish, saying, signIn } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

// Where the page glides to, it is at once.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Focus is somewhere, and it can be seen there (WCAG 2.2, 2.4.7 and 2.4.11). */
async function seen(page: Page): Promise<void> {
  const look = () => page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null
    if (!at || at === document.body) return 'focus is nowhere'
    const drawn = [at, at.closest('label'), at.parentElement].some((one) => {
      const style = one && getComputedStyle(one)
      return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none')
    })
    if (!drawn) return `no mark of focus: ${at.outerHTML.slice(0, 120)}`
    const box = at.getBoundingClientRect()
    const [x, y] = [Math.min(box.left + box.width / 2, innerWidth - 1), Math.min(box.top + Math.min(box.height / 2, 40), innerHeight - 1)]
    const over = document.elementFromPoint(x, y)
    const covered = over && !at.contains(over) && !over.contains(at) && !at.closest('label')?.contains(over)
    return covered ? `covered by ${over.outerHTML.slice(0, 120)}: ${at.outerHTML.slice(0, 120)}` : ''
  })
  await expect.poll(look, { intervals: [20, 50, 100], timeout: 2000 }).toBe('')
}

/** Goes by the tab key to a control, seeing each stop on the way. */
async function reaches(page: Page, control: Locator, key = 'Tab'): Promise<void> {
  const goal = await control.elementHandle()
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press(key)
    await seen(page)
    if (await goal!.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('the tab key does not lead there')
}

const held = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true)

test('the first stops lead past the masthead', async ({ town, visitor }) => {
  const page = await visitor.reads(town.proposal())
  const links: [string, string][] = [
    ['page.skip.content', '#content'],
    ['page.skip.search', '#search'],
    ['page.skip.thread', '#thread'],
    ['page.skip.menu', '#menu'],
  ]
  for (const [key, target] of links) {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.goto(page.url().split('#')[0])
    const link = page.getByRole('navigation', { name: say('page.skips') }).getByRole('link', { name: say(key) })
    await reaches(page, link)
    await expect(link).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.locator(target)).toBeFocused()
  }
})

test('signing in', async ({ visitor }) => {
  const page = await visitor.opens('/ca')
  await reaches(page, page.getByRole('link', { name: say('page.sign_in') }))
  await page.keyboard.press('Enter')
  await expect(page.locator('[name=password]')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('sign_in.title'))
  await reaches(page, page.locator('[name=email]'))
  await page.keyboard.type(EMAILS.resident)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await visitor.awake(page, () => page.keyboard.press('Enter'))
  await expect(page.getByRole('button', { name: say('page.sign_out') })).toBeVisible()
})

test('supporting, commenting, replying', async ({ town, resident }) => {
  const page = await resident.reads(town.proposal())
  const seal = page.locator('form[data-support]').getByRole('button')
  const given = await seal.getAttribute('aria-pressed')
  await reaches(page, seal)
  await page.keyboard.press('Space')
  await expect(seal).not.toHaveAttribute('aria-pressed', given!)
  await expect(seal).toBeFocused()

  await reaches(page, body(composer(page)))
  await page.keyboard.type('Tot això ho he escrit sense ratolí.')
  await reaches(page, publish(composer(page)))
  await page.keyboard.press('Enter')
  const own = saying(page, 'sense ratolí')
  await expect(own).toBeFocused()
  await seen(page)

  await reaches(page, own.locator('summary').filter({ hasText: say('thread.reply') }))
  await page.keyboard.press('Enter')
  const form = own.locator('form[data-reply-form]')
  await reaches(page, body(form))
  await page.keyboard.type('I ara em responc.')
  await reaches(page, publish(form))
  await page.keyboard.press('Enter')
  const reply = saying(page, 'I ara em responc.')
  await expect(reply).toBeFocused()
  await seen(page)
})

test('deleting leaves the focus near what is gone', async ({ town, resident }) => {
  const proposal = town.proposal()
  const id = await resident.writes(proposal, 'Això ho vull treure.')
  const page = await resident.reads(proposal)
  const own = comment(page, id)
  await own.locator('summary').filter({ hasText: say('thread.delete') }).press('Enter')
  await reaches(page, own.getByRole('button', { name: say('thread.delete.yes') }))
  await page.keyboard.press('Enter')
  await expect(own).toHaveCount(0)
  await held(page)
})

test('editing keeps the focus on the comment', async ({ town, resident }) => {
  const proposal = town.proposal()
  const id = await resident.writes(proposal, 'Hi falta una coma')
  const page = await resident.reads(proposal)
  const own = comment(page, id)
  await own.locator('summary').filter({ hasText: say('thread.edit') }).press('Enter')
  const form = own.locator('form').filter({ has: page.getByRole('button', { name: say('thread.edit.save') }) })
  await reaches(page, body(form))
  await page.keyboard.press('End')
  await page.keyboard.type(', ara ja no.')
  await reaches(page, form.getByRole('button', { name: say('thread.edit.save') }))
  await page.keyboard.press('Enter')
  await expect(own).toContainText('ara ja no.')
  await held(page)
})

test('what arrives is asked in by key, and read from there', async ({ town, visitor, neighbour }) => {
  const proposal = town.proposal()
  const page = await visitor.reads(proposal)
  const id = await neighbour.writes(proposal, 'Acabo d’arribar.')
  const pill = page.getByRole('button', { name: count('thread.new_comments', 1) })
  await expect(pill).toBeVisible()
  await reaches(page, pill)
  await page.keyboard.press('Enter')
  await expect(comment(page, id)).toBeFocused()
  await reaches(page, comment(page, id).getByRole('link').first())
})

test('a moderator works the desk by keys', async ({ town, guard, neighbour, resident, moderator }) => {
  guard.expects('/api/desk/hide', 422)
  const proposal = town.proposal()
  const ids: number[] = []
  for (const text of ['Compreu els meus mobles.', 'Torneu a comprar els meus mobles.']) {
    const id = await neighbour.writes(proposal, text)
    await resident.posts('report/add', { comment: id, rule: 'advertising' })
    ids.push(id)
  }
  const page = await moderator.opens('/ca/desk')
  await expect(page.getByRole('group', { name: say('keys.title') })).toBeVisible()
  const open = page.locator('[data-case]')
  await page.keyboard.press('j')
  await expect(open).toBeVisible()
  const first = await open.getAttribute('data-case')
  await page.keyboard.press('j')
  await expect(open).not.toHaveAttribute('data-case', first!)
  await page.keyboard.press('k')
  await expect(open).toHaveAttribute('data-case', first!)
  await held(page)

  await moderator.awake(page, () => page.goto(`/ca/desk/c/${ids[0]}`))
  await expect(page.getByRole('group', { name: say('keys.title') })).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.locator('form[data-hide]').getByRole('alert')).toHaveText(say('fault.no_rule'))
  await page.keyboard.press('4')
  await expect(page.locator('[name=rule][value=advertising]')).toBeChecked()
  await page.keyboard.press('h')
  await expect(page.locator('form[data-restore]')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: say('decided.hide') })).toBeVisible()
  await held(page)
  await seen(page)
  await page.keyboard.press('u')
  await expect(page.locator('form[data-hide]')).toBeVisible()
  await held(page)
  await page.keyboard.press('a')
  await expect(page.getByRole('status').filter({ hasText: say('decided.approve') })).toBeVisible()
  await held(page)

  // While something is typed, a letter is a letter.
  const note = page.locator('form[data-hide] [name=note]')
  await note.focus()
  await page.keyboard.type('ha juke')
  await expect(note).toHaveValue('ha juke')
  await expect(page.locator('[data-case]')).toHaveAttribute('data-case', String(ids[0]))
})

test('signing out and in again leaves no trap', async ({ somebody }) => {
  const person = await somebody(null)
  const page = await person.opens('/ca/sign-in')
  await signIn(page, EMAILS.resident)
  await reaches(page, page.getByRole('banner').getByRole('button', { name: say('page.sign_out') }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner').getByRole('link', { name: say('page.sign_in') })).toBeVisible()
})
