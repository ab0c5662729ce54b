import type { Page } from '@playwright/test'
import { openDialog } from './desk'
import { expectOffline, messageField } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

/** Numbers that the installed app has been given, the newest last. */
const onApp = (page: Page) => page.evaluate(() => (window as unknown as { badges: number[] }).badges.at(-1))
const icon = (page: Page) => page.locator('link[rel=icon]').getAttribute('href')

/** Browsers take the number of an installed app alone. */
async function takeBadges(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const badges: number[] = []
    Object.assign(window, { badges })
    Object.defineProperty(navigator, 'setAppBadge', { value: async (count: number) => badges.push(count), configurable: true })
  })
}

test('[L1] heading, title, icon and installed app carry one number, without a network too', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', ['Где заказ?'])
    await wrote('Борис', ['Есть скидка?'])
  })
  await takeBadges(page)
  await okno.signIn(page)
  await expect(page).toHaveTitle('(2) Чаты — Okno')
  await expect.poll(() => onApp(page)).toBe(2)
  expect(decodeURIComponent((await icon(page)) ?? '')).toContain('>2</text>')

  await openDialog(page, 'Анна')
  await page.context().setOffline(true)
  await expectOffline(page)
  await messageField(page).fill('Едет')
  await messageField(page).press('Enter')
  await expect(page).toHaveTitle('(1) Чаты — Okno')
  await expect(page.getByRole('region', { name: 'Список чатов' }).getByText('1 чат без ответа')).toHaveCount(1)
  await expect.poll(() => onApp(page)).toBe(1)
  await openDialog(page, 'Борис')
  await messageField(page).fill('Есть')
  await messageField(page).press('Enter')
  await expect(page).toHaveTitle('Чаты — Okno')
  await expect.poll(() => onApp(page)).toBe(0)
  expect(await icon(page)).not.toContain('data:')
})

test('[L1] above ninety-nine the badge says 99+', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    for (let each = 1; each <= 101; each += 1) await wrote(`Клиент ${each}`, ['Здравствуйте'])
  })
  await okno.signIn(page)
  const heading = page.getByRole('region', { name: 'Список чатов' }).locator('header')
  await expect(heading.getByText('99+')).toBeVisible()
  await expect(heading.getByText('101 чат без ответа')).toHaveCount(1)
  await expect.poll(async () => decodeURIComponent((await icon(page)) ?? '')).toContain('>99+</text>')
})
