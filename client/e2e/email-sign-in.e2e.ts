import type { Locator } from '@playwright/test'
import { BUYER, type MailPeer, SHOP, startMailPeer } from '../../server/channels/email/mail-peer'
import { APPLICATION, type MailProvider, startMailProvider } from '../../server/channels/email/test-mail-provider'
import { channels, fillMailServers, newChannel } from './channel-steps'
import { message, openDialog, reply } from './desk'
import { expectLive } from './inbox-steps'
import { test as base, expect } from './okno'

const test = base.extend<{ mail: MailPeer; provider: MailProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  mail: async ({}, use) => {
    const mail = await startMailPeer()
    await use(mail)
    await mail.stop()
  },
  provider: async ({ mail }, use) => {
    const provider = await startMailProvider({ port: mail.ports.tokens, address: SHOP.user })
    await use(provider)
    await provider.stop()
  },
})

async function fillApplication(window: Locator, provider: MailProvider): Promise<void> {
  await window.getByLabel('Client ID').fill(provider.settings.clientId)
  await window.getByLabel('Client secret').fill(APPLICATION.secret)
  await window.getByLabel('Адрес страницы входа').fill(provider.settings.authorizeUrl)
  await window.getByLabel('Адрес для получения токена').fill(provider.settings.tokenUrl)
  await window.getByLabel('Права (scope)').fill(provider.settings.scope)
}

test('[H10] an administrator signs in at the mail provider’s page; refused, the form is as it was; withdrawn, the channel asks again', async ({
  okno,
  page,
  mail,
  provider,
}) => {
  test.slow()
  const window = await newChannel(okno, page, 'email')
  await window.getByLabel('Название канала').fill('Почта магазина')
  await window.getByLabel('Адрес почты').fill(SHOP.user)
  await window.getByLabel('Вход', { exact: true }).selectOption({ label: 'Другая служба (OAuth2)' })
  await fillApplication(window, provider)
  await fillMailServers(window, mail)
  await expect(window.getByRole('region', { name: 'Адрес возврата' }).getByRole('code')).toHaveText(`${okno.url}/api/signed-in`)

  await window.getByRole('button', { name: 'Войти на странице службы' }).click()
  await expect(page.getByText(SHOP.user)).toBeVisible()
  await page.getByRole('link', { name: 'Deny' }).click()
  await expect(window.getByRole('alert')).toContainText('Доступ к почте не разрешили')
  await expect(window.getByLabel('Название канала')).toHaveValue('Почта магазина')
  await expect(window.getByLabel('Порт IMAP')).toHaveValue(String(mail.ports.imap))
  await expect(window.getByLabel('Client secret')).toHaveValue('')

  // Somebody else's mailbox: the provider lets in, the mail server does not.
  provider.person.address = BUYER.user
  await window.getByRole('button', { name: 'Войти на странице службы' }).click()
  await page.getByRole('link', { name: 'Allow' }).click()
  await expect(window.getByRole('alert')).toContainText('ящик с ним не открывается')

  provider.person.address = SHOP.user
  await window.getByRole('button', { name: 'Войти на странице службы' }).click()
  await page.getByRole('link', { name: 'Allow' }).click()
  await expect(page.getByText('Канал «Почта магазина» подключён')).toBeVisible()
  await expect(channels(page).getByText('Работает', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/settings#channels$/)

  await mail.write({ subject: 'Заказ 42', text: 'Где мой заказ?' })
  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, 'Покупець Олена')
  await reply(page, 'Уже едет к вам')
  await expect(message(page, 'Уже едет к вам')).toContainText('отправлено')
  await expect.poll(async () => (await mail.letters(BUYER)).map(({ text }) => text?.trim())).toEqual(['Уже едет к вам'])

  provider.withdraw()
  mail.kick()
  await mail.write({ subject: 'Re: Заказ 42', text: 'Спасибо!' })
  await page.getByRole('link', { name: 'Настройки' }).click()
  await expect(channels(page).getByText('Доступ отозван или закончился. Войдите снова.')).toBeVisible({ timeout: 40_000 })
  await channels(page).getByRole('button', { name: 'Войти снова: Почта магазина' }).click()
  await page.getByRole('link', { name: 'Allow' }).click()
  await expect(page.getByText('Доступ сохранён')).toBeVisible()
  await expect(channels(page).getByText('Работает', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, 'Покупець Олена')
  await expect(message(page, 'Спасибо!')).toHaveCount(1)
})

test('[H10] a second mailbox signs in by the application of the first: its id is there, and its secret need not be typed', async ({
  okno,
  page,
  mail,
  provider,
}) => {
  test.slow()
  const servers = async (window: Locator) => {
    await fillMailServers(window, mail)
    await window.getByRole('button', { name: 'Войти на странице службы' }).click()
    await page.getByRole('link', { name: 'Allow' }).click()
  }
  const first = await newChannel(okno, page, 'email')
  await first.getByLabel('Адрес почты').fill(SHOP.user)
  await first.getByLabel('Вход', { exact: true }).selectOption('oauth')
  await fillApplication(first, provider)
  await servers(first)
  await expect(page.getByText(`Канал «${SHOP.user}» подключён`)).toBeVisible()

  await channels(page).getByRole('button', { name: 'Подключить канал' }).click()
  const second = page.getByRole('dialog', { name: 'Новый канал' })
  await second.getByLabel('Вид канала').selectOption('email')
  await second.getByLabel('Адрес почты').fill(BUYER.user)
  await second.getByLabel('Вход', { exact: true }).selectOption('oauth')
  await expect(second.getByLabel('Client ID')).toHaveValue(provider.settings.clientId)
  await expect(second.getByLabel('Адрес для получения токена')).toHaveValue(provider.settings.tokenUrl)
  await expect(second.getByText('Сохранён. Оставьте пустым, чтобы не менять.')).toBeVisible()
  provider.person.address = BUYER.user
  await servers(second)
  await expect(page.getByText(`Канал «${BUYER.user}» подключён`)).toBeVisible()
  await expect(channels(page).getByText('Работает', { exact: true })).toHaveCount(2)
})

test('[H10] whoever comes back from a page they were not sent to, or is not signed in, connects nothing', async ({
  okno,
  page,
  browser,
}) => {
  const back = `${okno.url}/api/signed-in?state=${'s'.repeat(43)}&code=stolen`
  await okno.signIn(page)
  await expectLive(page)
  await page.goto(back)
  await expect(channels(page).getByRole('alert')).toContainText('Вход не завершён')
  const stranger = await (await browser.newContext({ locale: 'ru-RU' })).newPage()
  await stranger.goto(back)
  await expect(stranger.getByLabel('Пароль')).toBeVisible()
})
