import type { Page } from '@playwright/test'
import { connectBridge, test } from './bridge-steps'
import {
  addPhone,
  bubbles,
  expectAllSent,
  expectLive,
  expectOffline,
  messageField,
  openChat,
  openOutbox,
  rename,
  writeReply,
} from './inbox-steps'
import { expect, type Okno } from './okno'
import { readBy } from './visitor-steps'

const WHY = 'Пока вы писали, в диалоге появилось новое. Прочитайте и решите, отправлять ли.'

/** The operator answers offline while the customer goes on writing. @returns the visitor, once both know. */
async function crossing(okno: Okno, page: Page, replies: readonly string[]) {
  const visitor = await okno.visitor()
  await visitor.say('Есть ли синяя?')
  await openChat(page, 'Есть ли синяя?')
  await page.context().setOffline(true)
  await expectOffline(page)
  // What is done besides takes places in the timeline, and must not pass for having read what comes.
  await rename(page, 'Олег')
  await addPhone(page, '067 123 45 67')
  for (const reply of replies) await writeReply(page, reply)
  await visitor.say('Уже не нужно')
  await page.context().setOffline(false)
  await expectLive(page)
  await expect(bubbles(page, 'Уже не нужно')).toHaveCount(1)
  return visitor
}

test('[W9][F2] a reply written without a network while the customer wrote comes back with what was missed, and is sent only when told to', async ({
  okno,
  page,
}) => {
  await okno.signIn(page)
  await expectLive(page)
  const visitor = await crossing(okno, page, ['Да, есть!'])
  const card = page.getByRole('alert').filter({ hasText: WHY })
  await expect(card).toContainText('Да, есть!')
  await expect(bubbles(page, 'Да, есть!')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Олег' })).toBeVisible()
  const outbox = await openOutbox(page)
  await expect(outbox.getByRole('heading', { name: 'Требуют решения' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(readBy(visitor)).toEqual([])

  await card.getByRole('button', { name: 'Отправить всё равно' }).click()
  await expect(bubbles(page, 'Да, есть!')).toHaveCount(1)
  await expectAllSent(page)
  await expect(card).toHaveCount(0)
  await expect.poll(() => readBy(visitor)).toEqual(['Да, есть!'])
})

test('[W9][W5] a reply written without a network to words that the customer changed or took back meanwhile comes back with them', async ({
  okno,
  page,
  bridge,
}) => {
  const customer = await connectBridge(okno, page, bridge)
  const asked = await customer.says('Беру две пары')
  await openChat(page, 'Беру две')
  const changedWhileAnswering = async (reply: string, change: () => Promise<void>) => {
    await page.context().setOffline(true)
    await expectOffline(page)
    await writeReply(page, reply)
    await change()
    await page.context().setOffline(false)
    await expectLive(page)
  }
  const card = page.getByRole('alert').filter({ hasText: WHY })
  await changedWhileAnswering('Отложили две', () => customer.edits(asked, 'Беру пять пар'))
  await expect(card).toContainText('Отложили две')
  await expect(card).toContainText('Беру пять пар (изменено)')
  await card.getByRole('button', { name: 'Удалить' }).click()

  await changedWhileAnswering('Отложили пять', () => customer.deletes(asked))
  await expect(card).toContainText('Отложили пять')
  await expect(card).toContainText('Клиент удалил это сообщение')
  await card.getByRole('button', { name: 'Удалить' }).click()

  await page.context().setOffline(true)
  await expectOffline(page)
  await writeReply(page, 'Что-то ещё?')
  await page.context().setOffline(false)
  await expect.poll(() => bridge.told.map(({ text }) => text)).toEqual(['Что-то ещё?'])
})

test('[F2] a refused reply can be thrown away, or taken back to be written anew, without losing what was begun', async ({ okno, page }) => {
  await okno.signIn(page)
  await expectLive(page)
  const visitor = await crossing(okno, page, ['Да, есть!', 'Отправим завтра'])
  const cards = page.getByRole('alert').filter({ hasText: WHY })
  await expect(cards).toHaveCount(2)

  await cards.filter({ hasText: 'Отправим завтра' }).getByRole('button', { name: 'Удалить' }).click()
  await expect(cards).toHaveCount(1)
  await messageField(page).fill('Понял')
  await cards.getByRole('button', { name: 'Изменить' }).click()
  await expect(cards).toHaveCount(0)
  await expect(messageField(page)).toHaveValue('Понял\nДа, есть!')
  await messageField(page).fill('Понял, хорошего дня')
  await messageField(page).press('Enter')
  await expect.poll(() => readBy(visitor)).toEqual(['Понял, хорошего дня'])
  await page.reload()
  await expect(bubbles(page, 'Понял, хорошего дня')).toHaveCount(1)
  await expectAllSent(page)
})
