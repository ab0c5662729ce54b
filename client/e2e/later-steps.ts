/** Messages that wait for their time. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './okno'

export const later = (page: Page): Locator => page.getByRole('list', { name: 'Запланированные сообщения' }).getByRole('listitem')

export async function writeLater(page: Page, text: string, when: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Сообщение' }).fill(text)
  await page.getByRole('button', { name: 'Выбрать время отправки' }).click()
  await page.getByRole('dialog', { name: 'Отправить позже' }).getByRole('button', { name: when }).click()
}

const day = (place: Locator): Locator => place.getByLabel('Дата', { exact: true })
const clock = (place: Locator): Locator => place.getByLabel('Время', { exact: true })

/** @param moment `YYYY-MM-DDTHH:MM`, by the clock of the device. */
export async function typeMoment(place: Locator, moment: string): Promise<void> {
  await day(place).fill(moment.slice(0, 10))
  await clock(place).fill(moment.slice(11))
}

export async function expectMoment(place: Locator, moment: string): Promise<void> {
  await expect(day(place)).toHaveValue(moment.slice(0, 10).split('-').reverse().join('.'))
  await expect(clock(place)).toHaveValue(moment.slice(11))
}
