import type { Page } from '@playwright/test'
import { bubbles, expectAllSent, expectLive, expectOffline, messageField, openChat, openDevice, openOutbox } from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { readBy } from './visitor-steps'

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
