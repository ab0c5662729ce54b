import { chat, dialogRow, message, openDialog, reply } from './desk'
import { bubbles, expectOffline, messageField, openDevice } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

const HOUR_MS = 3_600_000

test('[C-window] what is left of a channel’s length is counted near its end, and beyond it nothing is sent', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Расскажите всё')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Расскажите всё')
  await messageField(page).fill('Коротко')
  await expect(chat(page).getByText('Осталось знаков')).toBeHidden()
  await messageField(page).fill('я'.repeat(9990))
  await expect(chat(page).getByText('Осталось знаков: 10')).toBeVisible()
  await messageField(page).fill('я'.repeat(10_002))
  await expect(chat(page).getByText('На 2 знака длиннее, чем принимает канал')).toBeVisible()
  await expect(chat(page).getByText('Осталось знаков')).toBeHidden()
})

test('[C-window][C7] a text too long for the channel stays whole in the field and in the draft, and is not sent cut off', async ({
  okno,
  page,
}) => {
  await (await okno.visitor()).say('Пришлите весь договор')
  await (await okno.visitor()).say('Срочно!')
  await okno.signIn(page)
  await openDialog(page, 'Пришлите весь договор')
  const long = `${'договор '.repeat(1500)}конец`
  await messageField(page).fill(long)
  await expect(chat(page).getByText(/На 2\s?005 знаков длиннее, чем принимает канал/)).toBeVisible()
  await messageField(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Отправить', exact: true })).toBeDisabled()
  await openDialog(page, 'Срочно!')
  await openDialog(page, 'Черновик: договор')
  await expect(messageField(page)).toHaveValue(long)
  await page.reload()
  await expect(messageField(page)).toHaveValue(long)
  await expect(bubbles(page, 'договор')).toHaveCount(1)
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
  await expect(chat(page).getByText('Анна печатает')).toBeVisible()
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
  await expect(chat(page).getByText('В сообщении остался пропуск: {ТТН}')).toBeVisible()
  await page.getByRole('button', { name: 'Подождать' }).click()
  await messageField(page).fill('Накладная 123')
  await messageField(page).press('Enter')
  await expect(bubbles(page, 'Накладная 123')).toHaveCount(1)
})

test('[C-window] how long the channel still takes an answer is counted down, and after that nothing is sent', async ({ okno, page }) => {
  await past(okno, async ({ channel, wrote }) => {
    const direct = await channel('instagram', 'Инстаграм')
    await wrote('Ирина', ['Есть серые?'], { channelId: direct, until: Date.now() - 20 * HOUR_MS })
    await wrote('Олег', ['А скидка будет?'], { channelId: direct, until: Date.now() - 30 * HOUR_MS })
    await wrote('Вера', ['Только что'], { channelId: direct })
  })
  await okno.signIn(page)
  await openDialog(page, 'Только что')
  await expect(chat(page).getByText('Канал примет ответ ещё')).toBeHidden()
  await openDialog(page, 'Есть серые?')
  await expect(chat(page).getByText(/Канал примет ответ ещё 3\s?ч/)).toBeVisible()
  await reply(page, 'Да, есть')
  await expect(message(page, 'Да, есть')).toContainText('отправлено')
  await openDialog(page, 'А скидка будет?')
  await expect(chat(page).getByText('Время ответа вышло')).toBeVisible()
  await messageField(page).fill('Сделаем пять процентов')
  await expect(page.getByRole('button', { name: 'Отправить', exact: true })).toBeDisabled()
  await messageField(page).press('Enter')
  await expect(messageField(page)).toHaveValue('Сделаем пять процентов')
  await page.getByRole('button', { name: 'Заметка', exact: true }).click()
  await page.getByRole('form', { name: 'Ответ клиенту' }).getByLabel('Текст заметки').fill('Просил скидку')
  await page.getByRole('button', { name: 'Сохранить заметку' }).click()
  await expect(message(page, 'Сделаем пять')).toHaveCount(0)
})

test('[C-window][F1] a reply queued without a network, whose time is over when it is back, is not fired and asks', async ({
  okno,
  page,
}) => {
  const day = 24 * HOUR_MS
  await past(okno, async ({ channel, wrote }) => {
    const direct = await channel('instagram', 'Инстаграм')
    await wrote('Ирина', ['Ещё есть?'], { channelId: direct, until: Date.now() - day + 30_000 })
  })
  await okno.signIn(page)
  await openDialog(page, 'Ещё есть?')
  await page.context().setOffline(true)
  await expectOffline(page)
  await messageField(page).fill('Есть, отложить?')
  await messageField(page).press('Enter')
  await expect(chat(page).getByText('Время ответа вышло')).toBeVisible({ timeout: 90_000 })
  await page.context().setOffline(false)
  const asks = page.getByRole('alert').filter({ hasText: 'Есть, отложить?' })
  await expect(asks).toBeVisible()
  await expect(dialogRow(page, 'Ирина').getByRole('img', { name: 'Не принято, нужно решение' })).toBeVisible()
  await expect(message(page, 'Есть, отложить?')).toHaveCount(0)
})

test('[C-window] by SMS one sees how many it becomes, in either alphabet', async ({ okno, page }) => {
  await past(okno, async ({ channel, wrote }) => {
    await wrote('+380671234567', ['Когда привезут?'], { channelId: await channel('sms', 'SMS Магазин') })
  })
  await okno.signIn(page)
  await openDialog(page, 'Когда привезут?')
  const counter = chat(page).getByText(/^SMS: /)
  await expect(counter).toBeHidden()
  await messageField(page).fill('Завтра')
  await expect(counter).toHaveText('SMS: 1, осталось 64')
  await messageField(page).fill('я'.repeat(71))
  await expect(counter).toHaveText('SMS: 2, осталось 63')
  await messageField(page).fill('Tomorrow')
  await expect(counter).toHaveText('SMS: 1, осталось 152')
})
