import type { Browser, Locator, Page } from '@playwright/test'
import { addCard, cardIn, cardWindow } from './card-steps'
import { load, toChats, toSettings } from './catalogue-steps'
import { customer, openDialog } from './desk'
import { expectAllSent, expectOffline, openDevice } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { holdStorage } from './slow-device'

// Two people's browsers at once, one of them for a while without a network.
test.slow()

const window = (of: Page) => cardWindow(of, 'Заявка')
const open = (of: Page) => cardIn(of, 'Плед').getByRole('button').click()
const save = (of: Page) => window(of).getByRole('button', { name: 'Сохранить' })
const quantity = (of: Page, name: string) => window(of).getByLabel(`Количество: ${name}`)

async function add(of: Locator, article: string): Promise<void> {
  await of.getByRole('button', { name: 'Добавить товар' }).click()
  await of.getByRole('combobox', { name: /артикул/i }).fill(article)
  // The first may still answer what stood in the field before.
  await of.getByRole('listbox').getByRole('option').filter({ hasText: article.toUpperCase() }).click()
}

/** Two who have the chat of one card before them: a rug's price is known, and one plaid is wanted. */
async function cardAtTwo(okno: Okno, browser: Browser): Promise<{ readonly page: Page; readonly colleague: Page }> {
  await (await okno.visitor()).say('Хочу плед')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  await toSettings(page)
  await load(page, 'Артикул;Название;Цена\nPL-1;Плед;1299\nKV-1;Ковёр;5400\nCH-1;Чашка;299')
  await toChats(page)
  for (const each of [page, colleague]) await openDialog(each, 'Хочу плед')
  await addCard(page, 'Плед', (made) => add(made, 'pl-1'))
  return { page, colleague }
}

/** Without a network from here on. */
async function removeRugOffline(page: Page): Promise<void> {
  await expectAllSent(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await open(page)
  await window(page).getByRole('button', { name: 'Убрать товар Ковёр' }).click()
  await save(page).click()
}

test('[K4][K7] of two who change a card’s title and products the later one looks first; what was replaced without a network is put back', async ({
  okno,
  browser,
}) => {
  const { page, colleague } = await cardAtTwo(okno, browser)

  await test.step('before it is saved', async () => {
    for (const each of [page, colleague]) await open(each)
    await window(page).getByLabel('Название').fill('Плед в подарок')
    // The field is not left: what stands in it is its line's, whatever others do with the lines.
    await quantity(page, 'Плед').fill('2')
    await window(colleague).getByLabel('Название').fill('Плед и ковёр')
    await quantity(colleague, 'Плед').fill('3')
    await add(window(colleague), 'kv-1')
    await save(colleague).click()
    const title = window(page).getByRole('alert').filter({ hasText: '«Название» изменили: Плед и ковёр' })
    const lines = window(page).getByRole('alert').filter({ hasText: '«Товары» изменили: Плед × 3, Ковёр × 1' })
    await expect(window(page).getByLabel('Название')).toHaveValue('Плед в подарок')
    await title.getByRole('button', { name: 'Оставить моё' }).click()
    await expect(save(page)).toBeDisabled()
    await lines.getByRole('button', { name: 'Взять новое' }).click()
    await expect(quantity(page, 'Ковёр')).toHaveValue('1')
    await save(page).click()
    await expect(cardIn(colleague, 'Плед в подарок')).toBeVisible()
  })

  await test.step('without a network', async () => {
    await removeRugOffline(page)
    await open(colleague)
    await expect(quantity(colleague, 'Ковёр')).toHaveValue('1')
    await quantity(colleague, 'Ковёр').fill('4')
    await quantity(colleague, 'Ковёр').press('Tab')
    await save(colleague).click()
    await expectAllSent(colleague)
    await page.context().setOffline(false)
    await expectAllSent(page)
    await open(colleague)
    await window(colleague).getByText('Что было раньше').click()
    const replaced = window(colleague).getByRole('listitem').filter({ hasText: 'Товары: Плед × 3, Ковёр × 4' })
    await expect(replaced).toContainText(/Owner, .*: заменено/)
    await expect(quantity(colleague, 'Ковёр')).toHaveCount(0)
    await replaced.getByRole('button', { name: 'Вернуть это' }).click()
    await expect(quantity(colleague, 'Ковёр')).toHaveValue('4')
    await save(colleague).click()
    await open(page)
    await expect(quantity(page, 'Ковёр')).toHaveValue('4')
  })
})

test('[K4][K7] two who change different products of one card both keep theirs, before it is saved and without a network', async ({
  okno,
  browser,
}) => {
  const { page, colleague } = await cardAtTwo(okno, browser)
  for (const each of [page, colleague]) await open(each)
  await quantity(page, 'Плед').fill('2')
  await add(window(colleague), 'kv-1')
  await save(colleague).click()
  await expect(quantity(page, 'Ковёр')).toHaveValue('1')
  await expect(quantity(page, 'Плед')).toBeFocused()
  await expect(window(page).getByRole('alert')).toHaveCount(0)
  await save(page).click()
  await open(colleague)
  await expect(quantity(colleague, 'Плед')).toHaveValue('2')

  await removeRugOffline(page)
  await quantity(colleague, 'Плед').fill('5')
  await add(window(colleague), 'ch-1')
  await save(colleague).click()
  await expectAllSent(colleague)
  await page.context().setOffline(false)
  await expectAllSent(page)
  for (const each of [page, colleague]) {
    await open(each)
    await expect(quantity(each, 'Ковёр')).toHaveCount(0)
    await expect(quantity(each, 'Плед')).toHaveValue('5')
    await expect(quantity(each, 'Чашка')).toHaveValue('1')
  }
})

test('[K4] what is written in a card while it is being stored stays, as a change of what was stored', async ({ okno, browser }) => {
  await (await okno.visitor()).say('Хочу плед')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await openDialog(page, 'Хочу плед')
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).click()
  const made = cardWindow(page, 'Новая заявка')
  await made.getByLabel('Название').fill('Плед')
  let store = await holdStorage(page)
  await made.getByLabel('Название').press('Enter')
  await made.getByLabel('Комментарий').pressSequentially('Синий')
  await store()
  await expect(window(page).getByLabel('Комментарий')).toHaveValue('Синий')
  store = await holdStorage(page)
  await save(page).click()
  await window(page).getByLabel('Комментарий').pressSequentially(' или серый')
  await store()
  await expect(save(page)).toBeEnabled()
  await expect(window(page).getByLabel('Комментарий')).toHaveValue('Синий или серый')
  await expect(window(page).getByRole('alert')).toHaveCount(0)
  await save(page).click()
  await expect(window(page)).toBeHidden()
  await expect(cardIn(page, 'Плед')).toHaveCount(1)
  await open(page)
  await expect(window(page).getByLabel('Комментарий')).toHaveValue('Синий или серый')
})
