import type { Locator } from '@playwright/test'
import { assignTo, chat, customer, dialogRow, message } from './desk'
import { expect, test } from './okno'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, permissions: ['clipboard-write'] })

test('[W1] on a phone one goes from the list to the chat, to the customer and back', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await expect(page.getByRole('link', { name: 'Чаты' })).toBeVisible()
  await expect(chat(page)).toHaveCount(0)
  await dialogRow(page, 'Пишу с телефона').tap()
  await expect(message(page, 'Пишу с телефона')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Чаты' })).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)

  // The field is filled by tapping it: a phone's keyboard must not cover what one came to read.
  const field = page.getByRole('textbox', { name: 'Сообщение' })
  await expect(field).not.toBeFocused()
  await field.tap()
  await field.fill('Отвечаю')
  await page.getByRole('button', { name: 'Отправить', exact: true }).tap()
  await expect(message(page, 'Отвечаю')).toBeInViewport()

  await chat(page).getByRole('button', { name: 'Ещё действия' }).tap()
  await page.getByRole('menuitem', { name: 'Скопировать ссылку на чат' }).tap()
  await expect(page.getByText('Ссылка скопирована')).toBeVisible()
  await chat(page).getByRole('button', { name: 'Ещё действия' }).tap()
  await page.getByRole('menuitem', { name: 'Отложить' }).tap()
  await page.getByRole('dialog', { name: 'Отложить диалог' }).getByRole('button', { name: 'Завтра утром' }).tap()
  await expect(chat(page).getByText(/Отложен до/)).toBeVisible()
  await chat(page).getByRole('button', { name: 'Ещё действия' }).tap()
  await page.getByRole('menuitem', { name: 'Вернуть из отложенных' }).tap()
  await expect(chat(page).getByText(/Отложен до/)).toBeHidden()

  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await expect(customer(page).getByRole('textbox', { name: 'Имя' })).toBeInViewport()
  await customer(page).getByRole('button', { name: 'Скрыть информацию о клиенте' }).tap()
  await expect(customer(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Назад' }).tap()
  await expect(dialogRow(page, 'Отвечаю')).toBeVisible()
  await expect(chat(page)).toHaveCount(0)
  await page.goBack()
  await expect(message(page, 'Отвечаю')).toBeVisible()
})

test('[C9] on a phone the keyboard stays as it is when a message is sent: open, or closed', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  const field = page.getByRole('textbox', { name: 'Сообщение' })
  const send = page.getByRole('button', { name: 'Отправить', exact: true })
  await field.tap()
  await field.fill('Раз')
  await send.tap()
  await expect(message(page, 'Раз')).toBeVisible()
  await expect(field).toBeFocused()
  await field.fill('Два')
  await field.blur()
  await send.tap()
  await expect(message(page, 'Два')).toBeVisible()
  await expect(field).not.toBeFocused()
})

test('on a phone nothing is wider than the screen and every control is large enough for a finger', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say(`https://shop.example/${'very-long-address/'.repeat(20)}`)
  await visitor.say('Слово'.repeat(60))
  await okno.signIn(page)
  const small: string[] = []
  for (const path of ['/chats', 'open', '/pipelines', '/settings']) {
    if (path === 'open') await dialogRow(page, 'Слово').tap()
    else await page.goto(`${okno.url}${path}`)
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
    small.push(...(await page.evaluate(smallControls)).map((name) => `${path}: ${name}`))
  }
  expect(small).toEqual([])
})

/** WCAG 2.2 target size: 24 pixels, which links within a text need not have. */
function smallControls(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, [role=tab], select, nav a')]
    .filter((control) => control.checkVisibility())
    .filter((control) => {
      const { width, height } = control.getBoundingClientRect()
      return width < 24 || height < 24
    })
    .map((control) => `${control.getAttribute('aria-label') ?? control.textContent} ${JSON.stringify(control.getBoundingClientRect())}`)
}

test('[L9][W1] a notice stands beside what one presses: over the field of a chat, below a window', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пишу с телефона')
  await okno.signIn(page)
  await dialogRow(page, 'Пишу с телефона').tap()
  const field = page.getByRole('textbox', { name: 'Сообщение' })
  await field.fill('Строка\n'.repeat(12))
  const before = await boxOf(page.locator('form').filter({ has: field }))
  await assignTo(page, 'Owner')
  const notice = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Отменить' }) })
  await expect(notice).toBeVisible()
  // The field has not given way: what one is about to press is where it was.
  expect((await boxOf(page.locator('form').filter({ has: field }))).y).toBe(before.y)
  const [form, told, last] = [before, await boxOf(notice), await boxOf(message(page, 'Пишу с телефона'))]
  expect(told.y + told.height).toBeLessThanOrEqual(form.y)
  expect(last.y + last.height).toBeLessThanOrEqual(told.y)

  await page.setViewportSize({ width: 390, height: 480 })
  await page.getByRole('button', { name: 'Показать информацию о клиенте' }).tap()
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).tap()
  const window = await boxOf(page.getByRole('dialog', { name: 'Новая заявка' }))
  const below = await boxOf(notice)
  expect(window.y + window.height).toBeLessThanOrEqual(below.y)
  expect(below.y + below.height).toBeLessThanOrEqual(480)
})

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not on the screen')
  return box
}
