import type { Locator, Page } from '@playwright/test'
import { message, onMessage } from './desk'
import {
  bubbles,
  chatRows,
  expectAllSent,
  expectLive,
  expectOffline,
  messageField,
  openChat,
  openDevice,
  openOutbox,
  quotePrice,
  timeline,
  writeReply,
} from './inbox-steps'
import { later, writeLater } from './later-steps'
import { expect, test } from './okno'
import { past } from './past'
import { holdStorage } from './slow-device'
import { readBy } from './visitor-steps'

const field = (page: Page) => page.getByRole('textbox', { name: 'Новый текст сообщения' })
/** A message that waits until tomorrow, and other words for it that are not kept yet. */
async function beginToChangeLater(page: Page): Promise<{ waiting: Locator; words: Locator }> {
  await writeLater(page, 'Напоминаем', 'Завтра утром')
  const waiting = later(page)
  await waiting.getByRole('button', { name: 'Изменить' }).click()
  const words = page.getByRole('textbox', { name: 'Текст запланированного сообщения' })
  await words.fill('Напоминаем о заказе')
  return { waiting, words }
}

const bar = (page: Page) => page.getByRole('region', { name: 'Изменение не сохранено' })

test('[W3][C7] an edit that was begun waits in its chat through a look into another and a reload, beside the draft', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Сколько стоит?')
  await (await okno.visitor()).say('Есть синяя?')
  const page = await openDevice(okno, await browser.newContext())
  await openChat(page, 'Сколько')
  await writeReply(page, 'Цена 900')
  await expectAllSent(page)
  await messageField(page).fill('Доставка')

  await onMessage(page, 'Цена 900', 'Изменить')
  await field(page).fill('Цена 800')
  await chatRows(page).filter({ hasText: 'Есть синяя?' }).click()
  await expect(messageField(page)).toHaveValue('')
  await expect(field(page)).toHaveCount(0)
  await messageField(page).fill('Есть')
  await messageField(page).fill('')

  await chatRows(page).filter({ hasText: 'Доставка' }).click()
  // Whoever types on goes on with the edit, not with a message.
  await expect(field(page)).toBeFocused()
  await expect(messageField(page)).toHaveValue('Доставка')
  await page.keyboard.type(', скидка')
  await expect(field(page)).toHaveValue('Цена 800, скидка')
  await page.reload()
  await expect(field(page)).toHaveValue('Цена 800, скидка')
  await expect(messageField(page)).toHaveValue('Доставка')

  await messageField(page).fill('')
  await expect(chatRows(page).filter({ hasText: 'Правка: Цена 800, скидка' })).toHaveCount(1)
  await field(page).press('Enter')
  await expect(bubbles(page, 'Цена 800, скидка')).toHaveCount(1)
  await expect(field(page)).toHaveCount(0)
  await expect(chatRows(page).filter({ hasText: 'Правка:' })).toHaveCount(0)
  expect((await visitor.until('changed')).message.text).toBe('Цена 800, скидка')
  expect(readBy(visitor)).toEqual(['Цена 900'])
})

test('[W3] an edit out of sight says so over the field, and is given up only with a way back; two tabs show the same', async ({
  okno,
  browser,
}) => {
  test.slow()
  await past(okno, async ({ wrote }) => void (await wrote('Олег', ['Первый вопрос'])))
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await openChat(page, 'Первый вопрос')
  await writeReply(page, 'Первый ответ')
  await expect(message(page, 'Первый ответ')).toContainText('отправлено')
  await past(okno, async ({ wrote }) => {
    await wrote(
      'Олег',
      Array.from({ length: 40 }, (_, index) => `Вопрос ${index + 1}`),
    )
  })
  await expectLive(page)
  await onMessage(page, 'Первый ответ', 'Изменить')
  await field(page).fill('Другой ответ')
  await expect(bar(page)).toHaveCount(0)
  await page.getByRole('button', { name: /К последним сообщениям/ }).click()
  await expect(bar(page)).toContainText('Другой ответ')

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(bar(other)).toContainText('Другой ответ')
  await bar(other).getByRole('button', { name: 'К сообщению' }).click()
  await expect(field(other)).toBeFocused()
  await field(other).press('End')
  await field(other).pressSequentially('!')
  await expect(bar(page)).toContainText('Другой ответ!')

  await bar(page).getByRole('button', { name: 'Отбросить' }).click()
  for (const tab of [page, other]) await expect(bar(tab)).toHaveCount(0)
  await expect(field(other)).toHaveCount(0)
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await expect(field(other)).toHaveValue('Другой ответ!')
  await field(other).press('Enter')
  await expect(bubbles(other, 'Другой ответ!')).toHaveCount(1)
  for (const tab of [page, other]) await expect(bar(tab)).toHaveCount(0)
})

test('[W3][W9] a message changed or deleted elsewhere meanwhile is not overwritten unseen, and the words stay', async ({
  okno,
  browser,
}) => {
  test.slow()
  const colleague = await okno.newOperator('Анна Коваль')
  const visitor = await okno.visitor()
  await visitor.say('Сколько стоит?')
  const mine = await openDevice(okno, await browser.newContext())
  const hers = await openDevice(okno, await browser.newContext(), colleague)
  await openChat(mine, 'Сколько')
  await writeReply(mine, 'Цена 900')
  await expectAllSent(mine)
  await openChat(hers, 'Цена 900')

  await onMessage(mine, 'Цена 900', 'Изменить')
  await field(mine).fill('Цена 700')
  await onMessage(hers, 'Цена 900', 'Изменить')
  await field(hers).fill('Цена 800')
  await field(hers).press('Enter')
  await expect(timeline(mine).getByRole('alert')).toContainText('Пока вы писали, сообщение изменили: «Цена 800»')
  await field(mine).press('Enter')
  await expect(field(mine)).toHaveValue('Цена 700')
  await timeline(mine).getByRole('button', { name: 'Оставить мой текст' }).click()
  await field(mine).press('Enter')
  await expect(bubbles(hers, 'Цена 700')).toHaveCount(1)

  // Saved without a network over words that others have replaced: it comes back to where it was written.
  await expectAllSent(mine)
  await mine.context().setOffline(true)
  await expectOffline(mine)
  await onMessage(mine, 'Цена 700', 'Изменить')
  await field(mine).fill('Цена 600')
  await field(mine).press('Enter')
  await onMessage(hers, 'Цена 700', 'Изменить')
  await field(hers).fill('Цена 650')
  await field(hers).press('Enter')
  await expectAllSent(hers)
  await mine.context().setOffline(false)
  await expectLive(mine)
  const refused = await openOutbox(mine)
  await refused.getByRole('button', { name: 'Изменить' }).click()
  await expect(field(mine)).toHaveValue('Цена 600')
  await expect(timeline(mine).getByRole('alert')).toContainText('«Цена 650»')

  await onMessage(hers, 'Цена 650', 'Удалить у клиента')
  await hers.getByRole('dialog', { name: 'Удалить сообщение у клиента?' }).getByRole('button', { name: 'Удалить', exact: true }).click()
  await expect(bar(mine)).toContainText('Сообщение удалено, изменить его больше нельзя')
  await expect(bar(mine)).toContainText('Цена 600')
  await bar(mine).getByRole('button', { name: 'В поле сообщения' }).click()
  await expect(messageField(mine)).toHaveValue('Цена 600')
  await expect(bar(mine)).toHaveCount(0)
  expect(readBy(visitor)).toEqual(['Цена 900'])
})

test('[C8][C7] other words for a message that waits for its time are there again after a look into another chat', async ({
  okno,
  page,
}) => {
  await (await okno.visitor()).say('Напомните завтра')
  await (await okno.visitor()).say('Есть синяя?')
  await okno.signIn(page)
  await openChat(page, 'Напомните')
  const { waiting, words } = await beginToChangeLater(page)
  await chatRows(page).filter({ hasText: 'Есть синяя?' }).click()
  await expect(waiting).toHaveCount(0)
  await chatRows(page).filter({ hasText: 'Правка: Напоминаем о заказе' }).click()
  await expect(words).toHaveValue('Напоминаем о заказе')
  await waiting.getByRole('button', { name: 'Сохранить' }).click()
  await expect(words).toHaveCount(0)
  await expect(waiting).toContainText('Напоминаем о заказе')
  await expect(chatRows(page).filter({ hasText: 'Правка:' })).toHaveCount(0)
})

test('[W3][C8][C7] what is typed in an edit while it is being stored stays, as a change of what was stored', async ({ okno, page }) => {
  const visitor = await quotePrice(okno, page)
  await onMessage(page, 'Цена 900', 'Изменить')
  await field(page).fill('Цена 800')
  let store = await holdStorage(page)
  await field(page).press('Enter')
  await field(page).pressSequentially(', скидка')
  await store()
  await expect.poll(() => visitor.until('changed').then(({ message }) => message.text)).toBe('Цена 800')
  await expect(field(page)).toHaveValue('Цена 800, скидка')
  await expect(timeline(page).getByRole('alert')).toHaveCount(0)
  await field(page).press('Enter')
  await expect(bubbles(page, 'Цена 800, скидка')).toHaveCount(1)

  const { waiting, words } = await beginToChangeLater(page)
  store = await holdStorage(page)
  await waiting.getByRole('button', { name: 'Сохранить' }).click()
  await words.press('End')
  await words.pressSequentially(' № 5')
  await store()
  await expectAllSent(page)
  await expect(words).toHaveValue('Напоминаем о заказе № 5')
  await expect(waiting.getByRole('alert')).toHaveCount(0)
  await waiting.getByRole('button', { name: 'Сохранить' }).click()
  await expect(words).toHaveCount(0)
  await expect(waiting).toContainText('Напоминаем о заказе № 5')
})
