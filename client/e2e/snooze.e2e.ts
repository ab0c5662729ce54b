import type { Page } from '@playwright/test'
import { action, dialogRow, openDialog, timeline } from './desk'
import { test } from './devices'
import { expectLive, expectOffline, openDevice, untilInstalled } from './inbox-steps'
import { expect } from './okno'

async function snooze(page: Page, when: string): Promise<void> {
  await action(page, 'Отложить').click()
  await page.getByRole('dialog', { name: 'Отложить диалог' }).getByRole('button', { name: when }).click()
}

async function showSnoozed(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Список чатов' }).getByRole('button', { name: 'Статус ответа', exact: true }).click()
  await page.getByRole('dialog', { name: 'Статус ответа' }).getByRole('option', { name: 'Отложенные' }).click()
}

const badge = (page: Page) => page.getByRole('region', { name: 'Список чатов' }).getByText(/^\d+$/).first()

test('[C8][L8] a chat that is put off leaves the list and the count, is marked, and returns when the customer writes', async ({
  okno,
  page,
}) => {
  const anna = await okno.visitor()
  await anna.say('Перезвоните завтра')
  await (await okno.visitor()).say('Есть вопрос')
  await okno.signIn(page)
  await expectLive(page)
  await expect(badge(page)).toHaveText('2')
  await openDialog(page, 'Перезвоните')
  await snooze(page, 'Завтра утром')
  await expect(dialogRow(page, 'Перезвоните')).toHaveCount(0)
  await expect(badge(page)).toHaveText('1')
  await expect(timeline(page).getByText(/Owner: диалог отложен до/)).toBeVisible()

  await showSnoozed(page)
  await expect(dialogRow(page, 'Перезвоните')).toBeVisible()
  await expect(dialogRow(page, 'Перезвоните').getByRole('img', { name: /Отложен до/ })).toBeVisible()
  await expect(dialogRow(page, 'Есть вопрос')).toHaveCount(0)
  await page.getByRole('button', { name: 'Убрать: Отложенные' }).click()

  await anna.say('Уже освободилась')
  await expect(dialogRow(page, 'Уже освободилась')).toBeVisible()
  await expect(badge(page)).toHaveText('2')
  await expect(timeline(page).getByText('Клиент написал, диалог снова в работе')).toBeVisible()
})

test('[C8] putting off works offline and is taken back with one click', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Напомните потом')
  const page = await openDevice(okno, await browser.newContext())
  await openDialog(page, 'Напомните')
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await snooze(page, 'Через час')
  await expect(dialogRow(page, 'Напомните')).toHaveCount(0)
  await page.context().setOffline(false)
  await expectLive(page)
  await expect(dialogRow(page, 'Напомните')).toHaveCount(0)
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(dialogRow(page, 'Напомните')).toBeVisible()
  await snooze(page, 'Через час')
  await action(page, 'Вернуть из отложенных').click()
  await expect(dialogRow(page, 'Напомните')).toBeVisible()
})

test('[C8] another time is typed as the language writes it, or found in the calendar with the keyboard alone', async ({ okno, page }) => {
  await (await okno.visitor()).say('Вернусь в отпуск')
  await okno.signIn(page)
  await expectLive(page)
  await openDialog(page, 'Вернусь в отпуск')
  await action(page, 'Отложить').click()
  const menu = page.getByRole('dialog', { name: 'Отложить диалог' })
  const day = menu.getByLabel('Дата', { exact: true })
  const clock = menu.getByLabel('Время', { exact: true })
  await expect(day).toHaveValue(/^\d\d\.\d\d\.\d{4}$/)
  await expect(clock).toHaveValue(/^\d\d:\d\d$/)

  await day.fill('послезавтра')
  await expect(menu.getByText(/Дата пишется так/)).toHaveCount(0)
  await day.press('Tab')
  await expect(menu.getByText('Дата пишется так: ДД.ММ.ГГГГ')).toBeVisible()
  await expect(day).toHaveAttribute('aria-invalid', 'true')
  await expect(menu.getByRole('button', { name: 'Назначить' })).toBeDisabled()

  await day.fill('28/2/31')
  await day.press('Tab')
  await expect(day).toHaveValue('28.02.2031')
  await expect(menu.getByRole('button', { name: 'Открыть календарь' })).toBeFocused()
  await page.keyboard.press('Enter')
  const month = page.getByRole('grid', { name: 'февраль 2031' })
  await expect(month.getByRole('button', { name: 'пятница, 28 февраля 2031' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'суббота, 1 марта 2031' })).toBeFocused()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('End')
  await expect(page.getByRole('button', { name: 'воскресенье, 6 апреля 2031' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toHaveCount(0)
  await expect(day).toHaveValue('06.04.2031')
  await expect(menu.getByRole('button', { name: 'Открыть календарь' })).toBeFocused()

  await page.keyboard.press('Tab')
  await expect(clock).toBeFocused()
  await clock.fill('930')
  await clock.press('Tab')
  await expect(clock).toHaveValue('09:30')
  await expect(menu.getByRole('status')).toContainText('6 апр. 2031')
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await expect(timeline(page).getByText(/диалог отложен до .*6 апр. 2031.*09:30/)).toBeVisible()
})
