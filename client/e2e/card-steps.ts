/** What people do with cards, by the names that they find things by. */
import type { Locator, Page } from '@playwright/test'
import { customer } from './desk'
import { expect } from './okno'

export const activeCards = (page: Page): Locator => customer(page).getByRole('list', { name: 'Активные заявки' })
export const cardIn = (page: Page, title: string): Locator => activeCards(page).getByRole('listitem').filter({ hasText: title })
export const cardWindow = (page: Page, name: 'Новая заявка' | 'Заявка'): Locator => page.getByRole('dialog', { name, exact: true })

/** In the open chat. */
export async function addCard(page: Page, title: string, fill: (window: Locator) => Promise<void> = async () => undefined): Promise<void> {
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).click()
  const window = cardWindow(page, 'Новая заявка')
  await window.getByLabel('Название').fill(title)
  await fill(window)
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toBeHidden()
  await expect(cardIn(page, title)).toBeVisible()
}

/** A column of the board. */
export const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: new RegExp(`^${stage}, `) })
export const boardCard = (page: Page, title: string): Locator => page.locator('[data-board]').getByRole('option').filter({ hasText: title })
export const cardsOf = (page: Page, stage: string): Locator => column(page, stage).getByRole('option')
