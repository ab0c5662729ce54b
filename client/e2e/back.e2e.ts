import { chat, customer, dialogRow, message } from './desk'
import { expect, test } from './okno'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const field = { name: 'Сообщение' }

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
  await page.goBack()
  await expect(window).toHaveCount(0)
  await expect(customer(page)).toBeVisible()
  await page.goBack()
  await expect(customer(page)).toHaveCount(0)
  expect(page.url()).toBe(address)

  await chat(page).getByRole('button', { name: 'Ещё действия' }).tap()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page.getByRole('textbox', field)).toBeVisible()

  // What was closed by its cross is not to be closed again.
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await customer(page).getByRole('button', { name: 'Скрыть информацию о клиенте' }).tap()
  await page.goBack()
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
  await page.goBack()
  await expect(card.getByRole('alert')).toBeVisible()
  await page.goBack()
  await expect(card.getByRole('alert')).toHaveCount(0)
  await expect(card.getByRole('textbox', { name: 'Название' })).toHaveValue('Шторы в зал')
  await page.goBack()
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
