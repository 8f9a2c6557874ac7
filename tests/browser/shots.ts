import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sheets } from './house/pages'
import { comment, EMAILS } from './house/person'
import { SHOTS } from './house/places'
import { test } from './house/test'
import { count, say } from './house/words'

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } }

for (const [size, viewport] of Object.entries(SIZES)) {
  test(size, async ({ town, guard, somebody, neighbour }) => {
    mkdirSync(SHOTS, { recursive: true })
    guard.expects(/./, 'status of 4')
    const take = async (page: import('@playwright/test').Page, name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.evaluate(() => document.fonts.ready)
        const path = join(SHOTS, `${name}-${size}-${colorScheme}.png`)
        // The browser's own caret and motion: hiding them would need a style that the page's policy forbids.
        await page.screenshot({ path, fullPage: true, caret: 'initial', animations: 'allow' })
      }
    }
    for (const who of ['visitor', 'resident', 'moderator'] as const) {
      const person = await somebody(EMAILS[who], { viewport })
      const page = await person.context.newPage()
      for (const sheet of sheets(town).filter((one) => one.who === who)) {
        await page.goto(`/ca${sheet.path}`)
        await take(page, sheet.name)
      }
      await page.close()
    }
    const resident = await somebody(EMAILS.resident, { viewport })
    const proposal = town.proposal((one) => town.talk(one) > 5)
    const first = await neighbour.writes(proposal, 'Digueu-hi la vostra.')
    const page = await resident.reads(proposal)
    await neighbour.writes(proposal, 'Una cosa més.')
    await neighbour.writes(proposal, 'Em responc jo mateixa.', { parent: first })
    await page.getByRole('button', { name: count('thread.new_comments', 1) }).waitFor()
    await comment(page, first).locator('summary').filter({ hasText: say('thread.reply') }).click()
    await take(page, 'thread-at-work')
  })
}
