import { openDialog } from './desk'
import { messageField, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'

test('[C4] emoji are searched, walked by arrows, given a skin tone and remembered; without a network too', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Спасибо!')
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await context.setOffline(true)
  await openDialog(page, 'Спасибо!')
  const open = () => page.getByRole('button', { name: 'Смайлики' }).click()
  const panel = page.getByRole('dialog', { name: 'Смайлики' })
  await messageField(page).fill('Рады помочь ')

  await open()
  await panel.getByLabel('Найти смайлик').fill('грузовик')
  await expect(panel.getByRole('region', { name: 'Найдено' }).getByRole('button').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(messageField(page)).toHaveValue('Рады помочь 🚚')

  await open()
  await panel.getByRole('button', { name: 'Очень светлый' }).click()
  await panel.getByLabel('Найти смайлик').fill('машет рукой')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(messageField(page)).toHaveValue('Рады помочь 🚚👋🏻')

  await open()
  await expect(panel.getByRole('region', { name: 'Недавние' }).getByRole('button').first()).toHaveText(/👋🏻|🚚/)
})
