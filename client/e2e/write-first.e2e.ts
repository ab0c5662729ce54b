import type { Locator, Page } from '@playwright/test'
import { orderRow } from '#shared/domain/order-fixture'
import { change } from '#shared/domain/row'
import { action, beginNote, chat, customer, dialogRow, message, openDialog } from './desk'
import { test } from './devices'
import {
  expectAllSent,
  expectLive,
  expectOffline,
  messageField,
  note,
  openDevice,
  openOutbox,
  untilInstalled,
  writeNote,
} from './inbox-steps'
import { expect, type Okno } from './okno'
import { past } from './past'
import { holdStorage } from './slow-device'

const WINDOW = 'Написать сообщение'

async function openWindow(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: WINDOW }).click()
  return page.getByRole('dialog', { name: WINDOW })
}

async function fillShop(okno: Okno): Promise<{ sms: string }> {
  let sms = ''
  await past(okno, async ({ channel, wrote, write }) => {
    const facts = { ownerId: null, folder: '', shortcut: 'готов', attachments: [], isRemoved: false, updatedAt: Date.now() }
    await write(() => [
      change('template', { id: 'ready', title: 'Заказ готов', text: '{имя клиента}, заказ {номер заказа} готов', ...facts }),
    ])
    sms = await channel('sms', 'SMS Магазин')
    await channel('email', 'Почта магазина')
    await channel('instagram', 'Инстаграм')
    await wrote('Оксана Мельник', ['Добрый день'])
  })
  return { sms }
}

test('[L5][C-first] an operator writes first by SMS; channels that wait for the customer say so', async ({ okno, page }) => {
  await fillShop(okno)
  await okno.signIn(page)
  await expectLive(page)
  const window = await openWindow(page)
  await expect(window.getByRole('combobox', { name: 'Контакт', exact: true })).toBeFocused()
  const channels = window.getByLabel('Канал')
  await expect(channels.locator('option', { hasText: 'Инстаграм — разговор начинает клиент' })).toBeDisabled()
  await channels.selectOption({ label: 'SMS Магазин' })
  await expect(window.getByText('Демонстрационный канал')).toBeVisible()
  await expect(window.getByLabel('Тема письма')).toHaveCount(0)
  const address = window.getByLabel('Адрес контакта')
  await address.fill('067')
  await expect(window.getByText('проверьте адрес')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Отправить', exact: true })).toBeDisabled()
  await address.fill('067 123 45 67')
  await window.getByLabel('Текст сообщения').fill('Ваш заказ готов')
  await window.getByRole('button', { name: 'Отправить', exact: true }).click()

  await expect(message(page, 'Ваш заказ готов')).toContainText('отправлено')
  await expect(chat(page).getByRole('heading')).toHaveText('+380671234567')
  await expect(chat(page).getByText('Owner пишет первым')).toBeVisible()
  await expect(customer(page).getByText(/067 123/)).toBeVisible()

  // The same address again is the same conversation.
  const again = await openWindow(page)
  await again.getByLabel('Канал').selectOption({ label: 'SMS Магазин' })
  await again.getByLabel('Адрес контакта').fill('+380671234567')
  await again.getByLabel('Текст сообщения').fill('Ждём вас')
  await again.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Ждём вас')).toBeVisible()
  await expect(message(page, 'Ваш заказ готов')).toBeVisible()
})

test('[L5][C-first] offline it waits in the outbox; a typed e-mail is saved to the card, and a subject begins its own thread', async ({
  okno,
  browser,
}) => {
  await fillShop(okno)
  const page = await openDevice(okno, await browser.newContext())
  await openDialog(page, 'Оксана')
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)

  const window = await openWindow(page)
  await window.getByLabel('Контакт', { exact: true }).fill('jrcfyf')
  await window.getByRole('option', { name: /Оксана Мельник/ }).click()
  await window.getByLabel('Канал').selectOption({ label: 'Почта магазина' })
  await expect(window.getByText('Адрес сохранится в карточке')).toBeVisible()
  await window.getByLabel('Адрес контакта').fill('oksana@example.com')
  await window.getByLabel('Тема письма').fill('Заказ № 17')
  await window.getByLabel('Текст сообщения').fill('Отправили сегодня')
  await window.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Отправили сегодня')).toContainText('ждёт сети')
  await expect(chat(page).getByText('Заказ № 17')).toBeVisible()
  const outbox = await openOutbox(page)
  await expect(outbox.getByText('Отправили сегодня')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.context().setOffline(false)
  await expectAllSent(page)
  await expect(message(page, 'Отправили сегодня')).toContainText('отправлено')
  await openDialog(page, 'Добрый день')
  await expect(customer(page).getByText('oksana@example.com')).toBeVisible()
  await customer(page).getByRole('button', { name: 'Написать' }).click()
  await page.getByRole('dialog', { name: 'Начать новый диалог' }).getByRole('option', { name: 'Почта магазина' }).click()
  const fromCard = page.getByRole('dialog', { name: WINDOW })
  await expect(fromCard.getByLabel('Адрес контакта')).toHaveValue('oksana@example.com')
})

test('[C-first][C2][C5] quick replies and files go into the first message, offline too; what has a blank asks first', async ({
  okno,
  browser,
}) => {
  await fillShop(okno)
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  const window = await openWindow(page)
  const text = window.getByLabel('Текст сообщения')
  await window.getByLabel('Контакт', { exact: true }).fill('Оксана')
  await window.getByRole('option', { name: /Оксана Мельник/ }).click()
  await window.getByLabel('Канал').selectOption({ label: 'Почта магазина' })
  await window.getByLabel('Адрес контакта').fill('oksana@example.com')

  await window.getByRole('button', { name: 'Быстрые ответы' }).click()
  await page.getByRole('dialog', { name: 'Быстрые ответы' }).getByRole('option', { name: 'Заказ готов' }).click()
  await expect(text).toHaveValue('Оксана Мельник, заказ {номер заказа} готов')
  await text.fill('')
  await text.pressSequentially('/гот')
  await text.press('Enter')
  await expect(text).toHaveValue('Оксана Мельник, заказ {номер заказа} готов')
  await window.locator('input[type=file]').setInputFiles({ name: 'счёт.txt', mimeType: 'text/plain', buffer: Buffer.from('1299') })
  await expect(window.getByRole('list', { name: 'Файлы к сообщению' }).getByText('счёт.txt')).toBeVisible()

  await window.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(window.getByText('В сообщении остался пропуск: {номер заказа}')).toBeVisible()
  await text.fill('Оксана Мельник, заказ 17 готов')
  await text.press('Control+Enter')
  await expect(window).toBeHidden()
  await expect(message(page, 'заказ 17 готов')).toContainText('ждёт сети')
  await expect(message(page, 'заказ 17 готов').getByText('счёт.txt')).toBeVisible()

  await page.context().setOffline(false)
  await expectAllSent(page)
  await expect(message(page, 'заказ 17 готов')).toContainText('отправлено')
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Анна'))
  await openDialog(colleague, 'заказ 17 готов')
  const link = message(colleague, 'заказ 17 готов').getByRole('link', { name: /счёт\.txt/ })
  await expect.poll(async () => (await colleague.request.get(okno.url + (await link.getAttribute('href')))).status()).toBe(200)
})

test('[C-first] files are not offered where the channel takes none, and a window with words in it is not lost by a click beside it', async ({
  okno,
  page,
}) => {
  await fillShop(okno)
  await okno.signIn(page)
  await expectLive(page)
  const window = await openWindow(page)
  await window.getByLabel('Канал').selectOption({ label: 'SMS Магазин' })
  const clip = window.getByRole('button', { name: 'Прикрепить файл' })
  await expect(clip).toBeDisabled()
  await expect(clip).toHaveAttribute('title', 'Этот канал не принимает файлы')
  await window.getByLabel('Текст сообщения').fill('Готово')
  await expect(window.getByText('SMS: 1')).toBeVisible()
  await page.mouse.click(5, 5)
  await expect(window.getByLabel('Текст сообщения')).toHaveValue('Готово')
  await page.keyboard.press('Escape')
  await expect(window.getByRole('alert').filter({ hasText: 'Написанное не сохранено' })).toBeVisible()
  await window.getByRole('button', { name: 'Остаться' }).press('Enter')
  await expect(window.getByLabel('Текст сообщения')).toHaveValue('Готово')
  await window.getByRole('button', { name: 'Закрыть', exact: true }).click()
  await window.getByRole('button', { name: 'Закрыть и стереть' }).click()
  await expect(window).toBeHidden()
})

test('[C-first] a conversation of which the device knew nothing is gone on with, and is what one sees', async ({ okno, browser }) => {
  const { sms } = await fillShop(okno)
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await past(okno, async ({ wrote }) => {
    await wrote('+380671234567', ['Когда будет готово?'], { channelId: sms })
  })
  const window = await openWindow(page)
  await window.getByLabel('Канал').selectOption({ label: 'SMS Магазин' })
  await window.getByLabel('Адрес контакта').fill('+380671234567')
  await window.getByLabel('Текст сообщения').fill('Ваш заказ готов')
  await window.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Ваш заказ готов')).toBeVisible()
  await expect(message(page, 'Когда будет готово?')).toHaveCount(0)
  await expect(window).toBeHidden()
  await writeNote(page, 'Звонили ей утром')
  await beginNote(page, 'Узнать про скидку')
  await action(page, 'Заметка').click()
  await messageField(page).fill('Ждём вас до шести')
  await openDialog(page, 'Добрый день')
  await dialogRow(page, 'Черновик: Ждём вас до шести').click()
  await expect(messageField(page)).toHaveValue('Ждём вас до шести')

  await page.context().setOffline(false)
  await expect(message(page, 'Когда будет готово?')).toBeVisible()
  await expect(message(page, 'Ваш заказ готов')).toBeVisible()
  await expectAllSent(page)
  await expect(messageField(page)).toHaveValue('Ждём вас до шести')
  await expect(note(page)).toHaveValue('Звонили ей утром')
  await page.reload()
  await expect(messageField(page)).toHaveValue('Ждём вас до шести')
  await expect(note(page)).toHaveValue('Звонили ей утром')
  await action(page, 'Заметка').click()
  await expect(page.getByRole('textbox', { name: 'Текст заметки' }).last()).toHaveValue('Узнать про скидку')
})

test('[C-first][F1] from an order its customer is written to in a channel of one’s choice, without a network too', async ({
  okno,
  browser,
}) => {
  await past(okno, async ({ channel, wrote, write }) => {
    await channel('sms', 'SMS Магазин')
    await channel('instagram', 'Инстаграм')
    const dialogId = await wrote('Оксана Мельник', ['Оформите, пожалуйста'])
    await write(() => [change('order', orderRow('order-1', dialogId))])
  })
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await page.getByRole('link', { name: 'Заказы' }).click()
  await page
    .getByRole('row', { name: /Плед|Гость/ })
    .getByRole('link')
    .first()
    .click()
  const write = page.getByRole('button', { name: 'Написать', exact: true })
  await expect(write).toBeVisible()
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await write.click()
  const begin = page.getByRole('dialog', { name: 'Начать новый диалог' })
  // Those alone that can begin.
  await expect(begin.getByRole('option')).toHaveText(['SMS Магазин'])
  await begin.getByRole('option', { name: 'SMS Магазин' }).click()
  const window = page.getByRole('dialog', { name: WINDOW })
  await expect(window).toContainText('Оксана Мельник')
  await window.getByLabel('Адрес контакта').fill('067 111 22 33')
  await window.getByLabel('Текст сообщения').fill('Заказ собран')
  await window.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Заказ собран')).toContainText('ждёт сети')
  await page.context().setOffline(false)
  await expect(message(page, 'Заказ собран')).toContainText('отправлено')
})

test('[C-first] what is typed while the first message is being stored is the next one’s draft', async ({ okno, page }) => {
  await fillShop(okno)
  await okno.signIn(page)
  await expectLive(page)
  const window = await openWindow(page)
  await window.getByLabel('Канал').selectOption({ label: 'SMS Магазин' })
  await window.getByLabel('Адрес контакта').fill('067 123 45 67')
  const text = window.getByLabel('Текст сообщения')
  await text.fill('Ваш заказ готов')
  const store = await holdStorage(page)
  await text.press('Control+Enter')
  await text.pressSequentially('Ждём вас')
  await store()
  await expect(window).toBeHidden()
  await expect(message(page, 'Ваш заказ готов')).toContainText('отправлено')
  await expect(messageField(page)).toHaveValue('Ждём вас')
})
