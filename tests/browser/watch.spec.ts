import { accessible } from './house/axe'
import { expect, test } from './house/test'
import { say } from './house/words'

test('who takes an axis on finds it in the queue, keeps that selection, and does without the mail', async ({ moderator }) => {
  const page = await moderator.opens('/ca/desk/watch')
  const axis = page.locator('[data-axis]').first()
  await axis.locator('form[data-duty]').getByRole('button').click()
  await expect(axis.locator('form[data-duty]')).toContainText(say('watch.leave'))
  await accessible(page)

  const desk = await moderator.opens('/ca/desk')
  await desk.locator('.only > summary').click()
  await desk.locator('[data-only] [name=in]').selectOption('mine')
  await desk.locator('[data-only]').getByRole('button', { name: say('watch.show') }).click()
  await expect(desk).toHaveURL(/[?&]in=mine/)
  await expect(desk.locator('.only > summary')).toContainText(say('watch.mine'))
  await desk.locator('form[data-save]').getByRole('button').click()
  await expect(desk.locator('.only__saved').getByRole('link', { name: say('watch.mine') })).toHaveAttribute('aria-current', 'true')
  await expect(desk.locator('form[data-save]')).toHaveCount(0)
  await accessible(desk)

  await page.reload()
  const kept = page.locator('[data-kept]').filter({ hasText: say('watch.mine') })
  await expect(kept).toHaveCount(1)
  await kept.getByRole('button').click()
  await expect(kept).toHaveCount(0)
  for (const [does, now] of [['watch.mail.stop', 'watch.mail.is_off'], ['watch.mail.start', 'watch.mail.is_on']]) {
    await page.getByRole('button', { name: say(does) }).click()
    await expect(page.locator('form[data-mail]')).toContainText(say(now))
  }
  await axis.locator('form[data-duty]').getByRole('button').click()
  await expect(axis.locator('form[data-duty]')).toContainText(say('watch.take'))
})
