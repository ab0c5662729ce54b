/** What an operator does and sees in the inbox, by the names that people know the controls by. */
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import type { VisitorClient } from '../../server/channels/widget/visitor-client'
import type { Okno, Person } from './okno'

export const timeline = (page: Page): Locator => page.getByRole('region', { name: 'Переписка' })

/** Bubbles with exactly this text: none, one, or one too many. */
export const bubbles = (page: Page, text: string): Locator => timeline(page).locator('li article').filter({ hasText: text })

export const note = (page: Page): Locator => timeline(page).getByLabel('Текст заметки')
export const remark = (page: Page): Locator => page.getByRole('textbox', { name: 'Примечание' })
export const messageField = (page: Page): Locator => page.getByRole('textbox', { name: 'Сообщение' })
export const chatRows = (page: Page): Locator => page.getByRole('listbox', { name: 'Диалоги' }).getByRole('option')

/** Of the chat in sight, in whatever language: those that wait for being opened have a form as well. */
const formInSight = (page: Page): Locator => page.locator('form:not([aria-hidden] form)')
export const filePicker = (page: Page): Locator => formInSight(page).locator('input[type=file]')
/** Of a message or a note, whichever is being written. */
export const writingField = (page: Page): Locator => formInSight(page).locator('textarea')

/** Files of the message being written. */
export const fileTray = (page: Page): Locator => page.getByRole('list', { name: 'Файлы к сообщению' })

export async function openChat(page: Page, preview: string): Promise<void> {
  await chatRows(page).filter({ hasText: preview }).click()
  await expect(messageField(page)).toBeVisible()
}

export async function writeReply(page: Page, text: string): Promise<void> {
  await messageField(page).fill(text)
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
}

/** A visitor asks for a price, and has been told «Цена 900». */
export async function quotePrice(okno: Okno, page: Page): Promise<VisitorClient> {
  const visitor = await okno.visitor()
  await visitor.say('Сколько стоит?')
  await okno.signIn(page)
  await openChat(page, 'Сколько')
  await writeReply(page, 'Цена 900')
  await expectAllSent(page)
  return visitor
}

export async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Заметка', exact: true }).click()
  await page.getByRole('form', { name: 'Ответ клиенту' }).getByLabel('Текст заметки').fill(text)
  await page.getByRole('button', { name: 'Сохранить заметку' }).click()
  await expect(note(page).last()).toHaveValue(text)
}

export async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Имя', exact: true }).fill(name)
  await page.getByRole('textbox', { name: 'Имя', exact: true }).press('Enter')
}

export async function addPhone(page: Page, phone: string): Promise<void> {
  await page.getByRole('button', { name: 'Добавить телефон' }).click()
  await page.getByRole('textbox', { name: 'Добавить телефон' }).fill(phone)
  await page.getByRole('textbox', { name: 'Добавить телефон' }).press('Enter')
}

export async function assignTo(page: Page, name: string): Promise<void> {
  await page.getByRole('region', { name: 'Окно чата' }).getByRole('button', { name: 'Ответственный' }).click()
  await page.getByRole('dialog', { name: 'Ответственный' }).getByRole('option', { name }).click()
}

export async function openOutbox(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Исходящие' }).click()
  const panel = page.getByRole('dialog', { name: 'Исходящие' })
  await expect(panel).toBeVisible()
  return panel
}

export const expectLive = (page: Page, options?: { timeout: number }): Promise<void> =>
  expect(connection(page)).toHaveText('На связи', options)
export const expectOffline = (page: Page): Promise<void> => expect(connection(page)).toHaveText('Нет сети')

export const connection = (page: Page): Locator => page.locator('[role=status][data-phase]')

/** Everything that was to be sent has left and is shown. */
export async function expectAllSent(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Исходящие' })).toHaveAccessibleDescription('0 действий')
}

/** Until then the app cannot be opened without a network. */
export async function untilInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
}

/** A browser of its own, signed in and live. */
export async function openDevice(okno: Okno, context: BrowserContext, person?: Person): Promise<Page> {
  const page = await context.newPage()
  await okno.signIn(page, person)
  await expectLive(page)
  return page
}
