import type { Locator, Page } from '@playwright/test'
import { body, comment, composer, EMAILS, pointed, publish, saying } from './house/person'
import { expect, test } from './house/test'
import { count, say } from './house/words'

/** A button above a box. */
const tool = (form: Locator, key: string) => form.getByRole('toolbar').getByRole('button', { name: say(key) })

const selects = (box: Locator, from: number, to: number) =>
  box.evaluate((element, [a, b]) => (element as HTMLTextAreaElement).setSelectionRange(a, b), [from, to] as const)

/** Pastes as a browser does. */
const pastes = (box: Locator, html: string) =>
  box.evaluate((element, text) => {
    const data = new DataTransfer()
    data.setData('text/html', text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, html)

/** The module that is fetched when somebody comes to write. */
const TOOLS = /\/pkg\/pam_split_writing\./

for (const width of [1280, 390, 320]) {
  test(`the tools are fetched when somebody comes to write, and move nothing on ${width} px`, async ({ town, resident }) => {
    const asked: string[] = []
    resident.context.on('request', (request) => TOOLS.test(request.url()) && asked.push(request.url()))
    const page = await resident.reads(town.proposal())
    await page.setViewportSize({ width, height: 800 })
    const box = body(composer(page))
    await box.scrollIntoViewIfNeeded()
    const before = await box.boundingBox()
    expect(asked).toEqual([])
    await box.focus()
    await expect(tool(composer(page), 'write.bold')).toBeVisible()
    expect(asked.length).toBe(1)
    expect(await box.boundingBox()).toEqual(before)
    await expect(box).toBeFocused()
  })
}

test('without its tools a text is published all the same', async ({ town, resident, guard }) => {
  guard.expects(TOOLS, 'net::')
  guard.says('Failed to fetch')
  await resident.context.route(TOOLS, (route) => route.abort())
  const page = await resident.reads(town.proposal())
  await body(composer(page)).fill('Escrit amb mala cobertura.')
  await publish(composer(page)).click()
  await page.waitForURL(/#c-\d+$/)
  await expect(saying(page, 'Escrit amb mala cobertura.')).toHaveCount(1)
})

test('without its tools and without a connection it waits on the device', async ({ town, resident, guard }) => {
  for (const address of [TOOLS, '/live', '/comment', '/api/follow/read']) guard.expects(address, 'net::')
  guard.says('Failed to fetch')
  await resident.context.route(TOOLS, (route) => route.abort())
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  await body(composer(page)).fill('Escrit sense cobertura, i sense eines.')
  await town.stop()
  const failed = page.waitForEvent('requestfailed', (request) => request.isNavigationRequest())
  await publish(composer(page)).click()
  await failed
  await town.open()
  await resident.context.unroute(TOOLS)
  await page.goto(`/ca/p/${proposal.id}`)
  await expect(body(composer(page))).toHaveValue('Escrit sense cobertura, i sense eines.')
  await publish(composer(page)).click()
  await expect(saying(page, 'Escrit sense cobertura, i sense eines.')).toHaveCount(1)
  await expect(body(composer(page))).toHaveValue('')
})

const undo = (page: Page) => page.locator('[data-undo-send]')

test('the characters left are counted, and told when few are left', async ({ town, resident }) => {
  const page = await resident.reads(town.proposal())
  const form = composer(page)
  const left = form.locator('.count')
  await body(form).fill('a'.repeat(3500))
  await expect(left).toHaveText(count('write.left', 500))
  const voice = form.locator('.field [role=status]').last()
  await expect(voice).toHaveText('')
  await body(form).fill('a'.repeat(3990))
  await expect(voice).toHaveText(count('write.left', 10))
  await body(form).fill('a'.repeat(4001))
  await expect(left).toHaveText(count('write.over', 1))
})

test('buttons and shortcuts mark what is selected, and undo takes it back', async ({ town, resident }) => {
  const page = await resident.reads(town.proposal())
  const box = body(composer(page))
  await box.pressSequentially('un dos tres')
  await selects(box, 3, 6)
  await tool(composer(page), 'write.bold').click()
  await expect(box).toHaveValue('un **dos** tres')
  await expect(box).toBeFocused()
  await page.keyboard.press('Control+i')
  await expect(box).toHaveValue('un ***dos*** tres')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(box).toHaveValue('un dos tres')
  await selects(box, 3, 6)
  await page.keyboard.press('Control+k')
  await expect(box).toHaveValue('un [dos](https://) tres')
  await box.fill('Publicat amb el teclat.')
  await page.keyboard.press('Control+Enter')
  await expect(saying(page, 'Publicat amb el teclat.')).toBeFocused()
})

test('the arrow keys go along the buttons, and the tab key past them', async ({ town, resident }) => {
  const page = await resident.reads(town.proposal())
  const form = composer(page)
  await body(form).focus()
  await tool(form, 'write.bold').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tool(form, 'write.italic')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(body(form)).toBeFocused()
})

test('a text is seen before it is published', async ({ town, visitor }) => {
  const page = await visitor.reads(town.proposal())
  const form = composer(page)
  await body(form).fill('Amb **força** i <b>res més</b>')
  await form.getByRole('tab', { name: say('write.write') }).focus()
  await page.keyboard.press('ArrowRight')
  const panel = form.getByRole('tabpanel', { name: say('write.preview') })
  await expect(panel.locator('strong')).toHaveText('força')
  await expect(panel).toContainText('<b>res més</b>')
  await expect(body(form)).toBeHidden()
  await page.keyboard.press('ArrowLeft')
  await expect(body(form)).toBeVisible()
  await expect(body(form)).toHaveValue('Amb **força** i <b>res més</b>')
})

test('without script the page comes back with the text as it will look', async ({ town, somebody }) => {
  const resident = await somebody(EMAILS.resident, { javaScriptEnabled: false })
  const page = await resident.reads(town.proposal())
  await body(composer(page)).fill('Amb **força**.')
  await composer(page).getByRole('button', { name: say('write.preview') }).click()
  await expect(page.locator('#preview strong')).toHaveText('força')
  await expect(body(composer(page))).toHaveValue('Amb **força**.')
  await publish(composer(page)).click()
  await expect(comment(page, pointed(page)).locator('strong')).toHaveText('força')
})

test('what was published can be taken back into its box', async ({ town, resident, neighbour }) => {
  const proposal = town.proposal()
  const id = await neighbour.writes(proposal, 'Què hi dieu?')
  const page = await resident.reads(proposal)
  await comment(page, id).locator('summary').filter({ hasText: say('thread.reply') }).click()
  const reply = comment(page, id).locator('form[data-reply-form]')
  await body(reply).fill('Massa de pressa')
  await publish(reply).click()
  const own = saying(page, 'Massa de pressa')
  await expect(own).toBeFocused()
  await expect(undo(page)).toContainText(say('write.published'))
  await page.keyboard.press('Tab')
  await expect(own.getByRole('button', { name: say('write.undo') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(own).toHaveCount(0)
  await expect(body(reply)).toHaveValue('Massa de pressa')
  await expect(body(reply)).toBeFocused()
})

test('a name is chosen from the list after @', async ({ town, resident, neighbour }) => {
  const proposal = town.proposal()
  const id = await neighbour.writes(proposal, 'Jo hi soc.')
  const page = await resident.reads(proposal)
  const name = (await comment(page, id).locator('.who').innerText()).trim()
  const box = body(composer(page))
  await box.pressSequentially(`Com diu @${name.slice(0, 3)}`)
  const list = composer(page).getByRole('listbox')
  await expect(list.getByRole('option').filter({ hasText: name })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.type(name.slice(3, 4))
  await expect(list).toBeHidden()
  await box.fill('')
  await box.pressSequentially(`Com diu @${name}`)
  await expect(list.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await expect(box).toHaveAttribute('aria-activedescendant', (await list.getByRole('option').getAttribute('id'))!)
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue(`Com diu [@${name}](/ca/c/${id}) `)
  await expect(box).toBeFocused()
})

test('rich text is pasted as Markdown', async ({ town, resident }) => {
  const page = await resident.reads(town.proposal())
  const box = body(composer(page))
  await box.focus()
  await pastes(box, '<h2>Títol</h2><p>Amb <b>força</b> i <a href="https://amb.example/">un enllaç</a></p><ul><li>u</li><li>dos</li></ul>')
  await expect(box).toHaveValue('**Títol**\n\nAmb **força** i [un enllaç](https://amb.example/)\n\n- u\n- dos')
})

test('a comment is quoted with a link back', async ({ town, resident, neighbour }) => {
  const proposal = town.proposal()
  const id = await neighbour.writes(proposal, 'Una frase que val la pena.')
  const page = await resident.reads(proposal)
  const note = comment(page, id)
  await note.locator('[data-do=quote]').click()
  const box = body(note.locator('form[data-reply-form]'))
  await expect(box).toHaveValue(new RegExp(`^> Una frase que val la pena\\.\\n>\\n> \\[.+\\]\\(/ca/c/${id}\\)\\n\\n$`))
  await expect(box).toBeFocused()
})

test('shouting is asked about once', async ({ town, resident }) => {
  const page = await resident.reads(town.proposal())
  const form = composer(page)
  await body(form).fill('AIXÒ HO DIC BEN FORT I BEN CLAR')
  await publish(form).click()
  await expect(form.locator('.nudge')).toHaveText(say('write.shouting'))
  await publish(form).click()
  await expect(saying(page, 'BEN FORT I BEN CLAR')).toBeFocused()
})

test('a text begun on another device is offered and not lost', async ({ town, resident }) => {
  const proposal = town.proposal()
  const page = await resident.reads(proposal)
  const box = body(composer(page))
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/draft/save'))
  await box.fill('Al telèfon.')
  await saved
  await resident.posts('draft/save', { place: `p${proposal.id}`, body: 'A l’ordinador.', stance: '' })
  await resident.awake(page, () => page.reload())
  await expect(box).toHaveValue('Al telèfon.')
  await composer(page).getByRole('button', { name: say('write.take') }).click()
  await expect(box).toHaveValue('A l’ordinador.')
  await expect(box).toBeFocused()
})
