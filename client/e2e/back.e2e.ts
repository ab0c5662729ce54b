import type { Page } from '@playwright/test'
import { chat, customer, dialogRow, message } from './desk'
import { expect, test } from './okno'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const field = { name: 'Сообщение' }

/** Of the page, as Playwright's own waits for a step to be taken. */
const back = (page: Page) => page.evaluate(() => history.back())

test('[W1] Back closes what lies over the chat, the topmost first, and then leaves the chat', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  await expect(message(page, 'Пишу с телефона')).toBeVisible()
  const address = page.url()

  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).tap()
  const window = page.getByRole('dialog', { name: 'Новая заявка' })
  await expect(window).toBeVisible()
  await back(page)
  await expect(window).toHaveCount(0)
  await expect(customer(page)).toBeVisible()
  await back(page)
  await expect(customer(page)).toHaveCount(0)
  expect(page.url()).toBe(address)

  await chat(page).getByRole('button', { name: 'Ещё действия' }).tap()
  await expect(page.getByRole('menu')).toBeVisible()
  await back(page)
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page.getByRole('textbox', field)).toBeVisible()

  // What was closed by its cross is not to be closed again.
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await customer(page).getByRole('button', { name: 'Скрыть информацию о клиенте' }).tap()
  await back(page)
  await expect(dialogRow(page, 'Пишу с телефона')).toBeVisible()
  await expect(chat(page)).toHaveCount(0)
})

test('[W1] Back pressed twice closes what is on top and then leaves the chat, and goes no further', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await expect(customer(page)).toBeVisible()
  const passed = await page.evaluateHandle(() => {
    const addresses: string[] = []
    addEventListener('popstate', () => addresses.push(location.pathname))
    return addresses
  })
  await back(page)
  await back(page)
  await expect(dialogRow(page, 'Пишу с телефона')).toBeVisible()
  await expect(customer(page)).toHaveCount(0)
  // The first was never a step: where it is taken and given back, the second may come in between and leave the app.
  expect(await passed.jsonValue()).toEqual(['/chats'])
})

test('[W1] Back after a reload in the middle of a window leaves the chat', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).tap()
  await expect(page.getByRole('dialog', { name: 'Новая заявка' })).toBeVisible()
  await page.reload()
  await expect(message(page, 'Пишу с телефона')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await back(page)
  await expect(dialogRow(page, 'Пишу с телефона')).toBeVisible()
  await expect(chat(page)).toHaveCount(0)
})

test('[W1] Back asks before it closes a window in which something is written', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).tap()
  const card = page.getByRole('dialog', { name: 'Новая заявка' })
  await card.getByRole('textbox', { name: 'Название' }).fill('Шторы в зал')
  await back(page)
  await expect(card.getByRole('alert')).toBeVisible()
  await back(page)
  await expect(card.getByRole('alert')).toHaveCount(0)
  await expect(card.getByRole('textbox', { name: 'Название' })).toHaveValue('Шторы в зал')
  await back(page)
  await card.getByRole('button', { name: 'Закрыть и стереть' }).tap()
  await expect(card).toHaveCount(0)
  await expect(customer(page)).toBeVisible()
})

test('[W1] Back of the system, which the page does not see in its history, closes the topmost too', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await expect(customer(page).getByRole('textbox', { name: 'Имя' })).toBeInViewport()
  // Chromium closes by Esc what its gesture closes on Android; here nothing of the page has the key.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('Escape')
  await expect(customer(page)).toHaveCount(0)
  await expect(chat(page)).toBeVisible()
})
