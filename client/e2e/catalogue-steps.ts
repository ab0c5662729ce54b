/** The catalogue in the settings, by the names that people know the controls by. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './okno'

export const toSettings = (page: Page): Promise<void> => page.getByRole('link', { name: 'Настройки' }).click()
export const toChats = (page: Page): Promise<void> => page.getByRole('link', { name: /^Чаты/ }).click()
export const catalogue = (page: Page): Locator => page.getByRole('region', { name: 'Каталог' })
export const priceList = (page: Page): Locator => page.getByRole('dialog', { name: 'Прайс-лист' })

export async function paste(page: Page, list: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
  await priceList(page).getByLabel('Или вставьте строки из таблицы').fill(list)
  return priceList(page)
}

/** Looked over, and taken in. */
export async function load(page: Page, list: string): Promise<void> {
  const window = await paste(page, list)
  await window.getByRole('button', { name: 'Загрузить', exact: true }).click()
  await expect(window).toBeHidden()
}
