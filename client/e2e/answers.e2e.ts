import { connectBridge, test } from './bridge-steps'
import { chat, dialogRow, message, onMessage, openDialog, reply } from './desk'
import { expectLive, expectOffline, messageField, untilInstalled } from './inbox-steps'
import { expect } from './okno'
import { conversation, openChat, say } from './shop-page'

test('[W4][L8] what the channel refuses says why, marks its row, and goes again with one click', async ({ okno, page, bridge }) => {
  const customer = await connectBridge(okno, page, bridge)
  await customer.says('Ви тут?')
  await openDialog(page, 'Ви тут?')
  bridge.fail({ status: 422, error: 'Абонент заблокував номер' })
  await reply(page, 'Так, ми тут')
  const answer = message(page, 'Так, ми тут')
  await expect(answer).toContainText('не отправлено')
  await expect(chat(page).getByText('Не отправлено: Абонент заблокував номер')).toBeVisible()
  const mark = dialogRow(page, 'Ірина').getByRole('img', { name: '1 сообщение не доставлено' })
  await expect(mark).toBeVisible()
  expect(bridge.told).toEqual([])

  await page.getByRole('button', { name: 'Повторить' }).click()
  await expect(answer).toContainText('отправлено')
  await expect(chat(page).getByText('Не отправлено:')).toHaveCount(0)
  await expect(mark).toHaveCount(0)
  await expect.poll(() => bridge.told.map(({ text }) => text)).toEqual(['Так, ми тут'])
})

test('[W4][W3] what the channel refuses goes in other words, or is put aside and marks its row no longer', async ({
  okno,
  page,
  bridge,
}) => {
  const customer = await connectBridge(okno, page, bridge)
  await customer.says('Ви тут?')
  await openDialog(page, 'Ви тут?')
  bridge.fail({ status: 422, error: 'Заборонене слово' })
  await reply(page, 'Так, ми тут')
  await expect(chat(page).getByText('Не отправлено: Заборонене слово')).toBeVisible()
  await page.getByRole('button', { name: 'Изменить', exact: true }).click()
  await page.getByRole('textbox', { name: 'Новый текст сообщения' }).fill('На місці')
  await page.keyboard.press('Enter')
  await expect(message(page, 'На місці')).toContainText('отправлено')
  await expect.poll(() => bridge.told.map(({ text }) => text)).toEqual(['На місці'])

  bridge.fail({ status: 422, error: 'Абонент заблокував номер' })
  await reply(page, 'Ще запитання?')
  const mark = dialogRow(page, 'Ірина').getByRole('img', { name: '1 сообщение не доставлено' })
  await expect(mark).toBeVisible()
  await page.getByRole('button', { name: 'Убрать', exact: true }).click()
  await expect(message(page, 'Owner: сообщение удалено')).toBeVisible()
  await expect(chat(page).getByText('Не отправлено:')).toHaveCount(0)
  await expect(mark).toHaveCount(0)
  await expect.poll(() => bridge.told.map(({ text }) => text)).toEqual(['На місці'])
})

test('[W4][L8] without a network an answer waits in sight and on its row, a draft beside it, and goes once', async ({
  okno,
  page,
  bridge,
}) => {
  const customer = await connectBridge(okno, page, bridge)
  await customer.says('Коли доставка?')
  await openDialog(page, 'Коли доставка?')
  await page.context().setOffline(true)
  await expectOffline(page)
  await reply(page, 'Завтра')
  await expect(message(page, 'Завтра')).toContainText('ждёт сети на этом устройстве')
  const row = dialogRow(page, 'Ірина')
  await expect(row.getByRole('img', { name: 'Ждёт отправки' })).toBeVisible()
  await messageField(page).fill('А краще')
  await expect(row).toContainText('Черновик: А краще')
  await page.context().setOffline(false)
  await expectLive(page)
  await expect(message(page, 'Завтра')).toContainText('отправлено')
  await expect(row.getByRole('img', { name: 'Ждёт отправки' })).toHaveCount(0)
  await expect(row).toContainText('Черновик: А краще')
  expect(bridge.told.map(({ text }) => text)).toEqual(['Завтра'])
})

test('[W3] a given message is answered with it quoted, copied, and made a note of, without a network too', async ({
  okno,
  browser,
  bridge,
}) => {
  const context = await browser.newContext({ locale: 'ru-RU', permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  const customer = await connectBridge(okno, page, bridge)
  const red = await customer.says('Є червона?')
  await customer.says('А синя?')
  await openDialog(page, 'А синя?')
  await onMessage(page, 'Є червона?', 'Копировать текст')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Є червона?')

  await untilInstalled(page)
  await context.setOffline(true)
  await expectOffline(page)
  await onMessage(page, 'Є червона?', 'Ответить')
  await expect(page.getByRole('form', { name: 'Ответ клиенту' })).toContainText('Є червона?')
  await messageField(page).press('Escape')
  await expect(page.getByRole('form', { name: 'Ответ клиенту' })).not.toContainText('Є червона?')
  await onMessage(page, 'Є червона?', 'Ответить')
  await reply(page, 'Червона є')
  const quote = message(page, 'Червона є').getByRole('button', { name: 'Ответ на сообщение: Є червона?' })
  await quote.click()
  await expect(page.locator('[data-found]')).toContainText('Є червона?')
  await onMessage(page, 'А синя?', 'Создать заметку')
  await expect(page.getByRole('form', { name: 'Ответ клиенту' }).getByLabel('Текст заметки')).toHaveValue('«А синя?»\n')

  await context.setOffline(false)
  await expectLive(page)
  await expect.poll(() => bridge.told.map(({ text, replyTo }) => ({ text, replyTo }))).toEqual([{ text: 'Червона є', replyTo: red }])
})

test('[W3][C7] a look into another chat leaves what was being answered, and how', async ({ okno, page }) => {
  await (await okno.visitor()).say('Есть красная?')
  await (await okno.visitor()).say('Срочно!')
  await okno.signIn(page)
  await openDialog(page, 'Есть красная?')
  await onMessage(page, 'Есть красная?', 'Ответить')
  await messageField(page).fill('Да, есть')
  await openDialog(page, 'Срочно!')
  await expect(page.getByRole('form', { name: 'Ответ клиенту' })).not.toContainText('красная')
  await openDialog(page, 'Черновик: Да, есть')
  await expect(page.getByRole('form', { name: 'Ответ клиенту' })).toContainText('Есть красная?')
  await messageField(page).press('Enter')
  await expect(message(page, 'Да, есть').getByRole('button', { name: 'Ответ на сообщение: Есть красная?' })).toBeVisible()
  await expect(page.getByRole('form', { name: 'Ответ клиенту' })).not.toContainText('красная')
})

test('[W3] a visitor sees which of their messages was answered, also on the next day', async ({ okno, page, browser }) => {
  const shopper = await (await browser.newContext()).newPage()
  await shopper.goto(`${okno.url}/demo`)
  await openChat(shopper)
  await say(shopper, 'Есть красная?')
  await say(shopper, 'А синяя?')
  await okno.signIn(page)
  await openDialog(page, 'А синяя?')
  await onMessage(page, 'Есть красная?', 'Ответить')
  await reply(page, 'Да, есть')
  const answer = conversation(shopper).getByRole('article').filter({ hasText: 'Да, есть' })
  await expect(answer.getByRole('blockquote')).toHaveText('Есть красная?')
  // The chat stays open from page to page.
  await shopper.reload()
  await expect(answer.getByRole('blockquote')).toHaveText('Есть красная?')
})
