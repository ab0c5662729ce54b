/** The operator's screen, by the names that people find things by. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './okno'

/** A row of the dialog list that shows this text: a name, or the last message. */
export const dialogRow = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('listbox', { name: 'Диалоги' }).getByRole('option').filter({ hasText: text })

export const chat = (page: Page): Locator => page.getByRole('region', { name: 'Окно чата' })
export const timeline = (page: Page): Locator => page.getByRole('region', { name: 'Переписка' })
export const customer = (page: Page): Locator => page.getByRole('complementary', { name: 'Информация о клиенте' })

export async function openDialog(page: Page, text: string | RegExp): Promise<void> {
  // What has just happened moves rows, and a click may land where its row has been.
  await expect(async () => {
    await dialogRow(page, text).click()
    // Until then the field may be the one of the chat that was open before.
    await expect(dialogRow(page, text)).toHaveAttribute('aria-selected', 'true', { timeout: 2000 })
  }).toPass()
  await expect(page.getByRole('textbox', { name: 'Сообщение' })).toBeVisible()
}

/** A message or a note in the conversation. */
export const message = (page: Page, text: string | RegExp): Locator => timeline(page).getByRole('article').filter({ hasText: text })

/** Out of the menu behind a message's three dots. */
export async function onMessage(page: Page, text: string, what: string): Promise<void> {
  const line = timeline(page).getByRole('listitem').filter({ hasText: text }).last()
  await line.hover()
  await line.getByRole('button', { name: 'Действия с сообщением' }).click()
  await page.getByRole('menuitem', { name: what }).click()
}

export async function reply(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Сообщение' }).fill(text)
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, text)).toBeVisible()
}

/** A button over the conversation. */
export const action = (page: Page, name: string): Locator => chat(page).getByRole('button', { name, exact: true })

export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true })

export async function beginNote(page: Page, text: string): Promise<void> {
  await action(page, 'Заметка').click()
  await page.getByRole('textbox', { name: 'Текст заметки' }).last().fill(text)
}

export async function writeNote(page: Page, text: string): Promise<void> {
  await beginNote(page, text)
  await page.getByRole('button', { name: 'Сохранить заметку' }).click()
  await expect(timeline(page).getByRole('article', { name: 'Заметка' }).last()).toBeVisible()
}

export async function assignTo(page: Page, name: string | RegExp): Promise<void> {
  await action(page, 'Ответственный').click()
  await page.getByRole('dialog', { name: 'Ответственный' }).getByRole('option', { name }).click()
}
