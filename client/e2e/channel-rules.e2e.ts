import { openDialog } from './desk'
import { bubbles, messageField, openDevice } from './inbox-steps'
import { expect, test } from './okno'

test('[C-window] what is left of a channel’s length is counted near its end, and beyond it nothing is sent', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Расскажите всё')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Расскажите всё')
  await messageField(page).fill('Коротко')
  await expect(page.getByText('Осталось знаков')).toBeHidden()
  await messageField(page).fill('я'.repeat(9990))
  await expect(page.getByText('Осталось знаков: 10')).toBeVisible()
})

test('[L8][W9] a message written while a colleague types is held back until its author decides', async ({ okno, browser }) => {
  const anna = await okno.newOperator('Анна')
  const visitor = await okno.visitor()
  await visitor.say('Кто ответит?')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), anna)
  for (const each of [page, colleague]) await openDialog(each, 'Кто ответит?')
  await messageField(page).fill('Я отвечу')
  await colleague.bringToFront()
  await messageField(colleague).pressSequentially('Сейчас гляну')
  await expect(page.getByText('Анна печатает')).toBeVisible()
  await messageField(page).press('Enter')
  await expect(page.getByRole('alert').getByText('Анна тоже пишет ответ')).toBeVisible()
  await expect(bubbles(page, 'Я отвечу')).toHaveCount(0)
  await page.getByRole('button', { name: 'Отправить всё равно' }).click()
  await expect(bubbles(page, 'Я отвечу')).toHaveCount(1)
})

test('[C2] a message with a blank in it is held back until its author decides', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Где посылка?')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Где посылка?')
  await messageField(page).fill('Накладная {ТТН}')
  await messageField(page).press('Enter')
  await expect(page.getByText('В сообщении остался пропуск: {ТТН}')).toBeVisible()
  await page.getByRole('button', { name: 'Подождать' }).click()
  await messageField(page).fill('Накладная 123')
  await messageField(page).press('Enter')
  await expect(bubbles(page, 'Накладная 123')).toHaveCount(1)
})
