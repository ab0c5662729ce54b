/** Connecting a channel through the screen, as an administrator does. */

import type { Locator, Page } from '@playwright/test'
import type { MailPeer } from '../../server/channels/email/mail-peer'
import { expectLive } from './inbox-steps'
import { expect, type Okno } from './okno'

export const channels = (page: Page): Locator => page.getByRole('region', { name: 'Каналы' })

/** @returns the window of a new channel, with the fields of this kind. */
export async function newChannel(okno: Okno, page: Page, kind: string): Promise<Locator> {
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await channels(page).getByRole('button', { name: 'Подключить канал' }).click()
  const window = page.getByRole('dialog', { name: 'Новый канал' })
  await window.getByLabel('Вид канала').selectOption(kind)
  return window
}

/** What is secret is tried before it is kept: a wrong one first, which is refused. */
export async function connectWith(
  page: Page,
  window: Locator,
  { field, right, wrong, refusal, name }: { field: string; right: string; wrong: string; refusal: string; name: string },
): Promise<void> {
  const secret = window.getByLabel(field, { exact: true })
  const connect = window.getByRole('button', { name: 'Проверить и подключить' })
  await secret.fill(wrong)
  await connect.click()
  await expect(window.getByRole('alert')).toContainText(refusal)
  await secret.fill(right)
  await connect.click()
  await expect(page.getByText(`Канал «${name}» подключён`)).toBeVisible()
  await expect(channels(page).getByText('Работает', { exact: true })).toBeVisible()
}

/** All in one place, and unencrypted: the test's own. */
export async function fillMailServers(window: Locator, { ports }: MailPeer): Promise<void> {
  await window.getByLabel('Сервер входящей почты').fill('127.0.0.1')
  await window.getByLabel('Порт IMAP').fill(String(ports.imap))
  await window.getByLabel('Шифрование IMAP').selectOption('none')
  await window.getByLabel('Сервер исходящей почты').fill('127.0.0.1')
  await window.getByLabel('Порт SMTP').fill(String(ports.submission))
  await window.getByLabel('Шифрование SMTP').selectOption('none')
}
