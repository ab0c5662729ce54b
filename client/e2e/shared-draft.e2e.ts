import type { Page } from '@playwright/test'
import { onMessage } from './desk'
import {
  bubbles,
  expectAllSent,
  expectLive,
  expectOffline,
  filePicker,
  fileTray,
  messageField,
  openChat,
  openDevice,
  openOutbox,
} from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { messagesOf, readBy } from './visitor-steps'

const shared = (page: Page) => page.getByRole('region', { name: 'Общий черновик' })
const text = (page: Page) => shared(page).getByRole('textbox', { name: 'Текст общего черновика' })

test('[C7][SHD1] a draft is shared, written together with carets, and sent exactly once', async ({ okno, browser }) => {
  const colleague = await okno.newOperator('Анна Коваль')
  const visitor = await okno.visitor()
  await visitor.say('Есть ли синяя?')
  const mine = await openDevice(okno, await browser.newContext())
  const hers = await openDevice(okno, await browser.newContext(), colleague)
  for (const page of [mine, hers]) await openChat(page, 'Есть ли синяя?')

  await messageField(mine).fill('Да, есть')
  await mine.getByRole('button', { name: 'Поделиться черновиком' }).click()
  await expect(messageField(mine)).toHaveValue('')
  for (const page of [mine, hers]) await expect(text(page)).toHaveValue('Да, есть')
  await expect(hers.getByRole('button', { name: 'Поделиться черновиком' })).toHaveCount(0)

  await text(hers).focus()
  await text(hers).press('Control+End')
  await text(hers).pressSequentially(', три штуки')
  await text(mine).focus()
  for (const page of [mine, hers]) await expect(text(page)).toHaveValue('Да, есть, три штуки')
  await expect(shared(mine).locator('[data-name="Анна Коваль"]')).toBeAttached()
  await expect(shared(hers).getByText(`${OWNER.name} здесь`)).toBeVisible()

  // One of them without a network presses «send» too.
  await hers.context().setOffline(true)
  await expectOffline(hers)
  await shared(hers).getByRole('button', { name: 'Отправить общий черновик' }).click()
  await expect(shared(hers)).toHaveCount(0)
  await shared(mine).getByRole('button', { name: 'Отправить общий черновик' }).click()
  await expect(bubbles(mine, 'Да, есть, три штуки')).toHaveCount(1)
  await expect.poll(() => readBy(visitor)).toEqual(['Да, есть, три штуки'])

  await hers.context().setOffline(false)
  await expectLive(hers)
  const outbox = await openOutbox(hers)
  await expect(outbox).toContainText('Общий черновик уже отправлен')
  await outbox.getByRole('button', { name: 'Удалить' }).click()
  await hers.keyboard.press('Escape')
  await expectAllSent(hers)
  await expect(bubbles(hers, 'Да, есть, три штуки')).toHaveCount(1)
  expect(readBy(visitor)).toEqual(['Да, есть, три штуки'])
  await expect(shared(mine)).toHaveCount(0)
})

test('[C7][SHD1] a shared draft taken back is its taker’s own draft again', async ({ okno, page }) => {
  await okno.signIn(page)
  await (await okno.visitor()).say('Есть ли синяя?')
  await openChat(page, 'Есть ли синяя?')
  await page.context().setOffline(true)
  await expectOffline(page)
  await messageField(page).fill('Посмотрю на складе')
  await page.getByRole('button', { name: 'Поделиться черновиком' }).click()
  await expect(text(page)).toHaveValue('Посмотрю на складе')
  await page.context().setOffline(false)
  await expectLive(page)
  await expectAllSent(page)
  await shared(page).getByRole('button', { name: 'Забрать себе' }).click()
  await expect(shared(page)).toHaveCount(0)
  await expect(messageField(page)).toHaveValue('Посмотрю на складе')
})

test('[C7][C-window] a shared draft that is too long is not sent by anybody until it is shortened, and loses nothing', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите весь договор')
  const mine = await openDevice(okno, await browser.newContext())
  await openChat(mine, 'Пришлите')
  const long = 'я'.repeat(10_000)
  await messageField(mine).fill(`${long}ещё`)
  await mine.getByRole('button', { name: 'Поделиться черновиком' }).click()
  await expect(text(mine)).toHaveValue(`${long}ещё`)
  await expect(shared(mine).getByText('На 3 знака длиннее, чем принимает канал')).toBeVisible()
  const send = shared(mine).getByRole('button', { name: 'Отправить общий черновик' })
  await expect(send).toBeDisabled()
  await mine.reload()
  await expect(text(mine)).toHaveValue(`${long}ещё`)
  await expect(send).toBeDisabled()
  await text(mine).press('Control+End')
  for (let letter = 0; letter < 3; letter += 1) await text(mine).press('Backspace')
  await expect(shared(mine).getByText(/длиннее, чем принимает канал/)).toHaveCount(0)
  await send.click()
  await expect.poll(() => readBy(visitor)).toEqual([long])
})

test('[C7][W3] a shared draft answers the message that was chosen; files stay in the own draft, and that is said', async ({
  okno,
  browser,
}) => {
  const colleague = await okno.newOperator('Анна Коваль')
  const visitor = await okno.visitor()
  await visitor.say('Есть ли синяя?')
  await visitor.say('И когда привезёте?')
  const mine = await openDevice(okno, await browser.newContext())
  const hers = await openDevice(okno, await browser.newContext(), colleague)
  for (const page of [mine, hers]) await openChat(page, 'И когда привезёте?')

  await onMessage(mine, 'Есть ли синяя?', 'Ответить')
  await messageField(mine).fill('Да, есть')
  const file = { name: 'схема.txt', mimeType: 'text/plain', buffer: Buffer.from('Это схема') }
  await filePicker(mine).setInputFiles(file)
  await expect(fileTray(mine)).toContainText('схема.txt')
  await mine.getByRole('button', { name: 'Поделиться черновиком' }).click()
  for (const page of [mine, hers]) await expect(shared(page)).toContainText('Есть ли синяя?')
  await expect(shared(mine).getByText('Файлы остались в вашем черновике')).toBeVisible()
  await expect(shared(hers).getByText('Файлы остались в вашем черновике')).toHaveCount(0)
  await expect(shared(hers).getByText('У автора в своём черновике ещё 1 файл: к общему файлы не прикладываются.')).toBeVisible()
  await filePicker(mine).setInputFiles({ ...file, name: 'ещё.txt' })
  await expect(shared(hers).getByText('черновике ещё 2 файла')).toBeVisible()
  await mine.getByRole('button', { name: 'Убрать файл ещё.txt' }).click()
  await expect(shared(hers).getByText('черновике ещё 1 файл:')).toBeVisible()
  await expect(messageField(mine)).toHaveValue('')
  await expect(mine.getByRole('button', { name: 'Не отвечать на сообщение' })).toHaveCount(0)
  await expect(fileTray(mine)).toContainText('схема.txt')

  // Taken back, the quote comes too; shared again, it goes with the words.
  await shared(mine).getByRole('button', { name: 'Забрать себе' }).click()
  await expect(messageField(mine)).toHaveValue('Да, есть')
  await expect(mine.getByRole('button', { name: 'Не отвечать на сообщение' })).toBeVisible()
  await expect(shared(hers)).toHaveCount(0)
  await mine.getByRole('button', { name: 'Поделиться черновиком' }).click()
  await shared(hers).getByRole('button', { name: 'Отправить общий черновик' }).click()
  await expect(bubbles(mine, 'Да, есть')).toContainText('Есть ли синяя?')
  await expect.poll(() => readBy(visitor)).toEqual(['Да, есть'])
  expect(messagesOf(visitor).at(-1)?.replyTo).not.toBeNull()
  expect(messagesOf(visitor).at(-1)?.attachments).toEqual([])
  await expect(fileTray(mine)).toContainText('схема.txt')
})
