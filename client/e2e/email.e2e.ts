import type { Page } from '@playwright/test'
import { BUYER, GONE, type MailPeer, SHOP, startMailPeer } from '../../server/channels/email/mail-peer'
import { connectWith, fillMailServers, newChannel } from './channel-steps'
import { chat, dialogRow, message, openDialog, reply, timeline } from './desk'
import { test as base, expect, type Okno } from './okno'

const test = base.extend<{ mail: MailPeer }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  mail: async ({}, use) => {
    const mail = await startMailPeer()
    await use(mail)
    await mail.stop()
  },
})

/** Through the screen, as an administrator does. */
async function connect(okno: Okno, page: Page, mail: MailPeer): Promise<void> {
  const window = await newChannel(okno, page, 'email')
  await window.getByLabel('Адрес почты').fill(SHOP.user)
  await window.getByLabel('Имя отправителя').fill('Тёплый дом')
  // Proposed by the address; ours are elsewhere.
  await expect(window.getByLabel('Сервер входящей почты')).toHaveValue('imap.shop.test')
  await fillMailServers(window, mail)
  await connectWith(page, window, {
    field: 'Пароль почты',
    right: SHOP.password,
    wrong: 'не тот',
    refusal: 'пароль не подходит',
    name: SHOP.user,
  })
  await page.getByRole('link', { name: 'Чаты' }).click()
}

test('[H10] a mailbox is connected; a customer and an operator write in a thread, with HTML, a picture inside and a file', async ({
  okno,
  page,
  mail,
}) => {
  await connect(okno, page, mail)
  await mail.write({
    subject: 'Заказ 42',
    text: 'Где мой заказ?',
    html: '<p>Где мой <b>заказ</b>?</p><img src="cid:pixel">',
    messageId: '<first@mail.test>',
    attachments: [
      { cid: 'pixel', filename: 'inside.png', content: PNG },
      { filename: 'чек.txt', content: 'сумма 100' },
    ],
  })
  await openDialog(page, 'Покупець Олена')
  const letter = chat(page).frameLocator('iframe[title="Текст письма"]')
  await expect(letter.getByText('заказ')).toBeVisible()
  await expect(chat(page).getByText('чек.txt').first()).toBeVisible()

  await reply(page, 'Уже едет к вам')
  await expect(message(page, 'Уже едет к вам')).toContainText('отправлено')
  await expect.poll(async () => (await mail.letters(BUYER)).length).toBe(1)
  const [answer] = await mail.letters(BUYER)
  expect([answer?.subject, answer?.inReplyTo, answer?.from?.text]).toEqual([
    'Re: Заказ 42',
    '<first@mail.test>',
    `"Тёплый дом" <${SHOP.user}>`,
  ])
  await expect.poll(async () => (await mail.letters(SHOP, 'Sent')).map(({ messageId }) => messageId)).toEqual([answer?.messageId])

  // The customer answers, with everything quoted; then writes about something else.
  const quote = 'пт, 20 лист. 2026 р. о 10:01 Тёплый дом <shop@shop.test> пише:\n\n> Уже едет к вам'
  await mail.write({
    subject: 'Re: Заказ 42',
    text: `Спасибо!\n\n${quote}`,
    inReplyTo: answer?.messageId ?? '',
    references: answer?.messageId ?? '',
  })
  await expect(message(page, 'Спасибо!')).toBeVisible()
  await expect(chat(page).getByRole('button', { name: 'Цитата' })).toBeVisible()
  await mail.write({ subject: 'Возврат', text: 'Можно вернуть плед?' })
  await expect(dialogRow(page, 'Покупець Олена')).toHaveCount(2)
})

test('[H10][C-first] an operator writes first with a subject; what does not arrive says why', async ({ okno, page, mail }) => {
  await connect(okno, page, mail)
  await writeFirst(page, { to: BUYER.user, subject: 'Скидка', text: 'Для вас скидка 10 %' })
  await expect(message(page, 'Для вас скидка 10 %')).toContainText('отправлено')
  await expect
    .poll(async () => (await mail.letters(BUYER)).map(({ subject, text }) => [subject, text?.trim()]))
    .toEqual([['Скидка', 'Для вас скидка 10 %']])
  const [letter] = await mail.letters(BUYER)
  await mail.write({ subject: 'Re: Скидка', text: 'Беру!', inReplyTo: letter?.messageId ?? '', references: letter?.messageId ?? '' })
  // In the dialog that the operator began.
  await expect(timeline(page).getByRole('article')).toHaveCount(2)
  await expect(message(page, 'Беру!')).toBeVisible()

  await writeFirst(page, { to: GONE, subject: 'Заказ', text: 'Ваш заказ готов' })
  await expect(message(page, 'Ваш заказ готов')).toContainText('не отправлено', { timeout: 20_000 })
  await expect(timeline(page).getByText(/User doesn.t exist/)).toBeVisible()
})

test('[H10][F3] the mail server dies, the mailbox is numbered anew, Okno is killed: nothing is lost and nothing comes twice', async ({
  okno,
  page,
  mail,
}) => {
  test.slow()
  await connect(okno, page, mail)
  const write = (n: number) => mail.write({ subject: 'Тест', text: `письмо ${n}`, messageId: `<m${n}@mail.test>` })
  await write(1)
  await openDialog(page, 'Покупець Олена')
  mail.kick()
  await write(2)
  await expect(message(page, 'письмо 2')).toBeVisible({ timeout: 40_000 })
  await okno.kill()
  await write(3)
  await mail.renumber(SHOP)
  await write(4)
  await okno.start()
  await expect(message(page, 'письмо 4')).toBeVisible({ timeout: 60_000 })
  await mail.stopImap()
  await reply(page, 'ответ без почты')
  await mail.startImap()
  await write(5)
  await expect(message(page, 'письмо 5')).toBeVisible({ timeout: 60_000 })
  for (const n of [1, 2, 3, 4, 5]) await expect(message(page, `письмо ${n}`)).toHaveCount(1)
  await expect(message(page, 'ответ без почты')).toContainText('отправлено', { timeout: 60_000 })
  await expect.poll(async () => (await mail.letters(BUYER)).map(({ text }) => text?.trim())).toEqual(['ответ без почты'])
})

async function writeFirst(page: Page, { to, subject, text }: { to: string; subject: string; text: string }): Promise<void> {
  await page.getByRole('button', { name: 'Написать сообщение' }).click()
  const window = page.getByRole('dialog', { name: 'Написать сообщение' })
  await window.getByLabel('Канал').selectOption({ label: SHOP.user })
  await window.getByLabel('Адрес контакта').fill(to)
  await window.getByLabel('Тема письма').fill(subject)
  await window.getByLabel('Текст сообщения').fill(text)
  await window.getByRole('button', { name: 'Отправить', exact: true }).click()
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
