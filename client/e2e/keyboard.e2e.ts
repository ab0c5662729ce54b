import type { Page } from '@playwright/test'
import { action, chat, openDialog } from './desk'
import { expect, test } from './okno'

const focused = (page: Page) => page.locator(':focus')

test('the keyboard keeps its place when what it stood on goes', async ({ okno, page }) => {
  await okno.signIn(page)
  await page.goto(`${okno.url}/settings`)
  for (const name of ['Опт', 'VIP', 'Дизайнер']) {
    await page.getByLabel('Название метки').fill(name)
    await page.getByRole('button', { name: 'Создать метку' }).press('Enter')
    await expect(page.getByRole('button', { name: `Удалить «${name}»` })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Удалить «VIP»' }).press('Enter')
  await expect(focused(page)).toHaveAccessibleName('Удалить «Дизайнер»')
  await page.keyboard.press('Enter')
  await expect(focused(page)).toHaveAccessibleName('Удалить «Опт»')
})

test('a key that is held down does not go on with what takes the place', async ({ okno, page }) => {
  await okno.signIn(page)
  await page.goto(`${okno.url}/settings`)
  const remove = (name: string) => page.getByRole('button', { name: `Удалить «${name}»` })
  for (const name of ['Опт', 'VIP']) {
    await page.getByLabel('Название метки').fill(name)
    await page.getByRole('button', { name: 'Создать метку' }).press('Enter')
    await expect(remove(name)).toBeVisible()
  }
  await remove('Опт').focus()
  await page.keyboard.down('Enter')
  await expect(remove('Опт')).toHaveCount(0)
  // Longer than it takes where the key is let go.
  await page.waitForTimeout(300)
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(focused(page)).toHaveAccessibleName('Удалить «VIP»')
})

test('the keyboard comes back from what opens over a chat to where it came from, on a narrow screen too', async ({ okno, page }) => {
  await (await okno.visitor()).say('Есть ли чашки?')
  await okno.signIn(page)
  await openDialog(page, 'чашки')
  const back = async (name: string) => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(focused(page)).toHaveAccessibleName(name)
  }
  for (const [name, window] of [
    ['Ответственный', 'Ответственный'],
    ['Отложить', 'Отложить диалог'],
    ['Горячие клавиши', 'Горячие клавиши'],
  ] as const) {
    await action(page, name).press('Enter')
    await expect(page.getByRole('dialog', { name: window })).toBeVisible()
    await back(name)
  }
  await page.getByRole('button', { name: 'Добавить заявку' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Новая заявка' })).toBeVisible()
  await back('Добавить заявку')

  await page.setViewportSize({ width: 720, height: 800 })
  const more = chat(page).getByRole('button', { name: 'Ещё действия' })
  await more.press('Enter')
  await page.getByRole('menuitem', { name: 'Отложить' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Отложить диалог' })).toBeVisible()
  await back('Ещё действия')
  await page.keyboard.press('Alt+KeyZ')
  await expect(page.getByRole('dialog', { name: 'Отложить диалог' })).toBeVisible()
  await back('Ещё действия')
})
