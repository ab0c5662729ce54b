/** Messages that wait for their time. */
import type { Locator, Page } from '@playwright/test'

export const later = (page: Page): Locator => page.getByRole('list', { name: 'Запланированные сообщения' }).getByRole('listitem')

export async function writeLater(page: Page, text: string, when: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Сообщение' }).fill(text)
  await page.getByRole('button', { name: 'Выбрать время отправки' }).click()
  await page.getByRole('dialog', { name: 'Отправить позже' }).getByRole('button', { name: when }).click()
}
