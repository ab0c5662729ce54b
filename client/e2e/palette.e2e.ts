import type { Page } from '@playwright/test'
import { addCard } from './card-steps'
import { chat, customer, openDialog, timeline } from './desk'
import { expectAllSent, messageField, openDevice, rename, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'

async function run(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+KeyK')
  const field = page.getByRole('combobox', { name: 'Что сделать?' })
  await field.fill(query)
  await expect(page.getByRole('listbox', { name: 'Палитра команд' }).getByRole('option').first()).toBeVisible()
  await field.press('Enter')
  await expect(field).toBeHidden()
}

test('[C9] the palette reaches the dialog’s actions, people, filters, quick replies and settings, on any layout and without a network', async ({
  okno,
  context,
}) => {
  await okno.newOperator('Анна')
  const visitor = await okno.visitor()
  await visitor.say('Сколько стоит доставка?')
  const page = await openDevice(okno, context)
  await untilInstalled(page)

  await run(page, 'настр быстр')
  await expect(page).toHaveURL(/settings#quick-replies$/)
  await page.getByRole('button', { name: 'Добавить быстрый ответ' }).click()
  await page.getByRole('textbox', { name: 'Название', exact: true }).fill('Цена доставки')
  await page.getByLabel('Текст быстрого ответа').fill('Доставка стоит 90 ₴')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByRole('region', { name: 'Быстрые ответы' }).getByText('Цена доставки')).toBeVisible()

  await page.getByRole('link', { name: /^Чаты/ }).click()
  await page.getByRole('tab', { name: 'Закрытые' }).click()
  await page.getByRole('button', { name: 'Сохранённые фильтры' }).click()
  await page.getByRole('textbox', { name: 'Название фильтра' }).fill('Архив')
  await page.getByRole('button', { name: 'Сохранить фильтр' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Открытые' }).click()
  await run(page, 'архив')
  await expect(page).toHaveURL(/tab=closed/)

  await run(page, 'чаты без отв')
  await expect(page).toHaveURL(/answer=waiting/)
  await openDialog(page, 'Сколько стоит доставка?')

  await context.setOffline(true)
  await run(page, 'цена дост')
  await expect(messageField(page)).toHaveValue('Доставка стоит 90 ₴')
  await run(page, 'назн анна')
  await expect(timeline(page).getByText('Owner: ответственный — Анна')).toBeVisible()
  // «закр», typed on a Latin layout.
  await run(page, 'pfrh')
  await expect(chat(page).getByRole('button', { name: 'Открыть диалог' })).toBeVisible()
})

test('[L3] the palette finds a customer and their card by name, without a network too', async ({ okno, context }) => {
  await (await okno.visitor()).say('Меня зовут Мария')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Мария')
  await rename(page, 'Мария Коваль')
  await customer(page).getByRole('button', { name: 'Сохранить покупателя' }).click()
  await addCard(page, 'Два пледа')
  await untilInstalled(page)
  await expectAllSent(page)
  await context.setOffline(true)

  await run(page, 'мария кова')
  await expect(page).toHaveURL(/\/customers\//)
  await expect(
    page.getByRole('region', { name: 'Покупатель', exact: true }).getByRole('textbox', { name: 'Имя', exact: true }),
  ).toHaveValue('Мария Коваль')
  // «два пледа», typed on a Latin layout.
  await run(page, 'ldf gktlf')
  await expect(page.getByRole('dialog', { name: 'Заявка' })).toBeVisible()
})
