import type { Page } from '@playwright/test'
import { chat, openDialog } from './desk'
import { expectAllSent, expectOffline, messageField, openDevice } from './inbox-steps'
import { expect, type Okno, test } from './okno'

async function desk(okno: Okno, page: Page): Promise<void> {
  const visitor = await okno.visitor()
  await visitor.say('Добрый день')
  await expect(page.getByRole('option').filter({ hasText: 'Добрый день' })).toBeVisible()
  await openDialog(page, 'Добрый день')
}

test('[C9][W1] the «i» shows the shortcuts to a pointer that rests on it, on a click and on «?»', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await desk(okno, page)
  const info = page.getByRole('button', { name: 'Горячие клавиши' })
  await info.hover()
  await expect(chat(page).getByText('Закрыть или открыть диалог')).toBeVisible()
  await page.mouse.move(5, 5)
  await expect(chat(page).getByText('Закрыть или открыть диалог')).toBeHidden()
  await info.click()
  const list = page.getByRole('dialog', { name: 'Горячие клавиши' })
  await expect(list.getByText('Alt + C')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await messageField(page).press('Escape')
  await page.keyboard.press('?')
  await expect(list).toBeVisible()
})

test('[C9] a shortcut works by its place on the keyboard, on a Cyrillic layout and in the middle of a word, and AltGr types letters', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await desk(okno, page)
  const press = (init: { code: string; key: string; altKey?: boolean; ctrlKey?: boolean; isComposing?: boolean; isAltGraph?: boolean }) =>
    messageField(page).evaluate((area, { isAltGraph, ...keys }) => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, modifierAltGraph: isAltGraph ?? false, ...keys })
      area.dispatchEvent(event)
      return event.defaultPrevented
    }, init)
  expect(await press({ code: 'KeyN', key: 'ń', altKey: true, ctrlKey: true, isAltGraph: true })).toBe(false)
  expect(await press({ code: 'KeyN', key: 'т', altKey: true, isComposing: true })).toBe(false)
  expect(await press({ code: 'KeyN', key: 'т', altKey: true })).toBe(true)
  await expect(page.getByRole('button', { name: 'Заметка', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('[C9] keys are arranged in the settings; a taken one changes hands only when told to, and it stays after a reload', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await desk(okno, page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: /^Товары: Alt \+ P/ }).click()
  await page.keyboard.press('Control+KeyC')
  await expect(page.getByRole('alert').getByText('Ctrl + C нужно браузеру или правке текста.')).toBeVisible()
  await page.keyboard.press('Alt+KeyN')
  await expect(page.getByRole('alert').getByText('Alt + N уже занято: «Написать заметку».')).toBeVisible()
  await page.getByRole('button', { name: 'Заменить' }).click()
  await expect(page.getByRole('button', { name: /^Товары: Alt \+ N/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Написать заметку: нет/ })).toBeVisible()
  await page.reload()
  await page.getByRole('link', { name: /^Чаты/ }).click()
  await openDialog(page, 'Добрый день')
  await page.keyboard.press('Alt+KeyN')
  await expect(page.getByRole('dialog', { name: 'Товары' })).toBeVisible()
})

test('[C9] keys arranged without a network are there on the operator’s other device', async ({ okno, browser }) => {
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const other = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await desk(okno, other)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await expect(page.getByRole('button', { name: /^Товары: Alt \+ P/ })).toBeVisible()
  await page.context().setOffline(true)
  await expectOffline(page)
  await page.getByRole('button', { name: /^Товары: Alt \+ P/ }).click()
  await page.keyboard.press('Alt+KeyB')
  await expect(page.getByRole('button', { name: /^Товары: Alt \+ B/ })).toBeVisible()
  await page.context().setOffline(false)
  await expectAllSent(page)
  await expect(async () => {
    await other.keyboard.press('Alt+KeyB')
    await expect(other.getByRole('dialog', { name: 'Товары' })).toBeVisible({ timeout: 500 })
  }).toPass()
})

test('[C9] Enter sends or breaks the line, as the operator has chosen', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByText('Ctrl + Enter', { exact: true }).click()
  await page.getByRole('link', { name: /^Чаты/ }).click()
  await desk(okno, page)
  await messageField(page).pressSequentially('Раз')
  await messageField(page).press('Enter')
  await messageField(page).pressSequentially('два')
  await expect(messageField(page)).toHaveValue('Раз\nдва')
  await messageField(page).press('Control+Enter')
  await expect(messageField(page)).toHaveValue('')
})

test('[C9] whoever sends with the button goes on in the field, also when it was asked about first or is to wait', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await desk(okno, page)
  await messageField(page).fill('Раз')
  await page.getByRole('heading', { level: 1 }).click()
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await page.keyboard.type('два {дата}')
  await expect(messageField(page)).toHaveValue('два {дата}')
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await page.getByRole('button', { name: 'Отправить всё равно' }).click()
  await page.keyboard.type('три')
  await expect(messageField(page)).toHaveValue('три')
  await page.getByRole('button', { name: 'Выбрать время отправки' }).click()
  await page.getByRole('button', { name: 'Завтра утром' }).click()
  await page.keyboard.type('четыре')
  await expect(messageField(page)).toHaveValue('четыре')
})

test('[C9] every action of the chat has a key: windows, the reply, the link, the customer, and the way back', async ({ okno, browser }) => {
  const context = await browser.newContext({ locale: 'ru-RU', permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await openDevice(okno, context)
  await desk(okno, page)
  const opens = async (keys: string, name: string) => {
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name })).toHaveCount(0)
  }
  await opens('Alt+KeyW', 'Написать сообщение')
  await opens('Alt+KeyO', 'Исходящие')
  await opens('Alt+KeyZ', 'Отложить диалог')
  await opens('Alt+KeyA', 'Ответственный')
  await messageField(page).fill('Здравствуйте')
  await opens('Alt+KeyT', 'Отправить позже')
  await page.keyboard.press('Alt+KeyY')
  await expect(page.getByText('Ссылка скопирована')).toBeVisible()

  await page.keyboard.press('Alt+KeyR')
  await expect(page.getByRole('button', { name: 'Не отвечать на сообщение' })).toBeVisible()
  await expect(messageField(page)).toBeFocused()
  await page.keyboard.press('Alt+KeyI')
  await expect(page.getByRole('complementary', { name: 'Информация о клиенте' })).toBeFocused()

  await page.keyboard.press('Alt+KeyC')
  await expect(chat(page).getByRole('button', { name: 'Открыть диалог' })).toBeVisible()
  await page.keyboard.press('Alt+KeyX')
  // To a screen reader too: for the eye the notice goes and the chat is back.
  await expect(page.getByRole('status').filter({ hasText: 'Отменено: Диалог закрыт' })).toBeAttached()
  await expect(chat(page).getByRole('button', { name: 'Закрыть диалог' })).toBeVisible()
  await expect(page.getByRole('status').getByRole('button', { name: 'Отменить' })).toHaveCount(0)
})

test('[C9] a key right after Esc opens what it opens, however quick, and what is typed then goes on in the message', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await desk(okno, page)
  await messageField(page).fill('Добрый')
  const panel = (name: string) => page.getByRole('dialog', { name })
  await page.keyboard.press('Alt+KeyO')
  await expect(panel('Исходящие')).toBeVisible()
  for (const [keys, name] of [
    ['Alt+KeyZ', 'Отложить диалог'],
    ['Alt+KeyA', 'Ответственный'],
    ['Alt+KeyW', 'Написать сообщение'],
    ['Alt+KeyT', 'Отправить позже'],
    ['Alt+KeyO', 'Исходящие'],
  ] as const) {
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press(keys)])
    await expect(panel(name).and(page.locator(':focus-within'))).toHaveCount(1)
    await expect(page.getByRole('dialog')).toHaveCount(1)
  }
  await Promise.all([page.keyboard.press('Escape'), page.keyboard.type(' день')])
  await expect(messageField(page)).toHaveValue('Добрый день')
})

test('[C9] where the customer is a drawer, a key opens it and Esc gives the focus back', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await page.setViewportSize({ width: 1000, height: 760 })
  await desk(okno, page)
  // A chat takes the focus when it has been drawn.
  await expect(messageField(page)).toBeFocused()
  await messageField(page).press('Alt+KeyI')
  const drawer = page.getByRole('complementary', { name: 'Информация о клиенте' })
  await expect(drawer.getByRole('button', { name: 'Скрыть информацию о клиенте' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(messageField(page)).toBeFocused()
})
