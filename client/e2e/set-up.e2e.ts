import type { Page } from '@playwright/test'
import { expect, type Okno, test } from './okno'

test.use({ isSetUp: false })

const linkOf = (okno: Okno): string => /http\S+\/set-up#token=\S+/.exec(okno.printed())?.[0] ?? ''

async function fillIn(page: Page, owner: { name: string; email: string; password: string }): Promise<void> {
  await page.getByLabel('Имя').fill(owner.name)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Пароль').fill(owner.password)
  await page.getByRole('button', { name: 'Создать и войти' }).click()
}

test('the link that the server prints makes the owner, once', async ({ okno, page, browser }) => {
  await expect.poll(() => linkOf(okno)).not.toBe('')
  const link = linkOf(okno)
  expect(link).toContain(okno.url)

  await page.goto(`${okno.url}/set-up#token=guessed`)
  await fillIn(page, { name: 'Чужой', email: 'stranger@example.com', password: 'strange-password' })
  await expect(page.getByRole('alert')).toHaveText(/Ссылка уже использована или неполна/)

  await page.goto('about:blank')
  await page.goto(link)
  await fillIn(page, { name: 'Ольга', email: 'olga@example.com', password: 'short' })
  await expect(page).toHaveURL(link)
  await fillIn(page, { name: 'Ольга Бондар', email: 'olga@example.com', password: 'long enough password' })
  await expect(page).toHaveURL(`${okno.url}/chats`)
  await expect(page.getByRole('heading', { name: 'Чаты' })).toBeVisible()
  // Nobody has ever written, and nobody could be written to: both say where to begin.
  await expect(page.getByText('Чатов пока нет')).toBeVisible()
  await page.getByRole('button', { name: 'Подключить канал' }).click()
  await expect(page).toHaveURL(/settings#channels/)
  await expect(page.getByText('Chrome Linux (это устройство)')).toBeVisible()
  await page.getByRole('link', { name: 'Чаты' }).click()
  await page.getByRole('button', { name: 'Написать сообщение' }).click()
  await page.getByRole('dialog', { name: 'Написать сообщение' }).getByRole('button', { name: 'Подключить канал' }).click()
  await expect(page.getByRole('region', { name: 'Каналы' })).toBeInViewport()

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await fillIn(other, { name: 'Второй', email: 'second@example.com', password: 'another-password' })
  await expect(other.getByRole('alert')).toHaveText(/Ссылка уже использована или неполна/)

  // The next start prints no link, and the owner comes in by the password.
  await okno.stop()
  const before = okno.printed().length
  await okno.start()
  expect(okno.printed().slice(before)).not.toContain('/set-up')
  await okno.signIn(other, { name: 'Ольга Бондар', email: 'olga@example.com', password: 'long enough password' })
  await other.getByRole('link', { name: 'Настройки' }).click()
  await expect(other.getByText('Вы вошли как Ольга Бондар (olga@example.com)')).toBeVisible()
  await expect(other.getByText(/Владелец/)).toBeVisible()
  await other.context().close()
})
