import type { Page } from '@playwright/test'
import { openDialog } from './desk'
import { expectAllSent, expectLive, messageField, openDevice, untilInstalled } from './inbox-steps'
import { expect, type Okno, test } from './okno'

const LIST = [
  'Артикул;Название;Штрихкод;Цена;Остаток;Цвет;Описание',
  'PL-100;Плед «Карпаты»;4820000012345;1 299,00;4;молочный;Вязаный плед.',
  'PL-200;Плед «Косичка»;4820000067890;1499;0;терракотовый;',
  'KV-1;Ковёр «Скандия»;;5400;2;серый;',
  ';Без артикула;;1;1;;',
].join('\n')

const toSettings = (page: Page) => page.getByRole('link', { name: 'Настройки' }).click()
const toChats = (page: Page) => page.getByRole('link', { name: /^Чаты/ }).click()
const catalogue = (page: Page) => page.getByRole('region', { name: 'Каталог' })
const option = (page: Page, name: string) => page.getByRole('listbox', { name: 'Товары' }).getByRole('option', { name })
const search = (page: Page) => page.getByRole('dialog', { name: 'Товары' }).getByRole('combobox')
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

async function load(page: Page, list: string): Promise<void> {
  await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
  const window = page.getByRole('dialog', { name: 'Прайс-лист' })
  await window.getByLabel('Или вставьте строки из таблицы').fill(list)
  await window.getByRole('button', { name: 'Загрузить' }).click()
  await expect(window).toBeHidden()
}

async function deskWithGoods(okno: Okno, page: Page): Promise<void> {
  const visitor = await okno.visitor()
  await visitor.say('Есть пледы?')
  await toSettings(page)
  await load(page, LIST)
  await expect(catalogue(page).getByText('Плед «Карпаты»')).toBeVisible()
  await expectAllSent(page)
  await toChats(page)
  await openDialog(page, 'Есть пледы?')
}

test('[C3] a product is found by SKU, barcode, name, property and on the wrong layout, and goes into the message as text', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await deskWithGoods(okno, page)
  await messageField(page).fill('Да, есть:')
  await page.getByRole('button', { name: 'Товары' }).click()
  for (const [asked, found] of [
    ['pl-2', 'Косичка'],
    ['2345', 'Карпаты'],
    ['ковер', 'Скандия'],
    ['терракот', 'Косичка'],
    ['gktl', 'Карпаты'],
  ] as const) {
    await search(page).fill(asked)
    await expect(option(page, found)).toBeVisible()
  }
  await search(page).fill('PL-100')
  await expect(page.getByRole('listbox', { name: 'Товары' }).getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => plain(await messageField(page).inputValue()))
    .toBe('Да, есть:\n\nПлед «Карпаты»\nЦвет: молочный\n\nВязаный плед.\n\n1 299 ₴')
  await page.keyboard.press('Control+KeyZ')
  await expect(messageField(page)).toHaveValue('Да, есть:')
})

test('[C3] a price list shows what it will do, updates by SKU, and says which lines it cannot take', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await toSettings(page)
  await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
  const window = page.getByRole('dialog', { name: 'Прайс-лист' })
  await window.getByLabel('Или вставьте строки из таблицы').fill(LIST)
  await expect(window.getByText('Готово к загрузке товаров: 3')).toBeVisible()
  await expect(window.getByText('Не получится загрузить строк: 1 (5)')).toBeVisible()
  await expect(window.getByLabel('Столбец «Цвет»')).toHaveValue('property')
  await window.getByLabel('Столбец «Артикул»').selectOption('skip')
  await expect(window.getByText('Укажите, в каком столбце артикул.')).toBeVisible()
  await window.getByLabel('Столбец «Артикул»').selectOption('sku')
  await window.getByRole('button', { name: 'Загрузить' }).click()
  await expect(window).toBeHidden()
  await expect(catalogue(page).getByText('PL-100')).toContainText('4 шт.')
  await load(page, 'sku;stock\nPL-100;9')
  await expect(catalogue(page).getByText('PL-100')).toContainText('9 шт.')
  await page.getByRole('button', { name: 'Убрать: Ковёр «Скандия»' }).click()
  await expect(catalogue(page).getByText('Ковёр «Скандия»')).toBeHidden()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(catalogue(page).getByText('Ковёр «Скандия»')).toBeVisible()
})

test('[C3][F1] the catalogue is searched and used without a network, and reaches colleagues who may not change it', async ({
  okno,
  context,
  browser,
}) => {
  const anna = await okno.newOperator('Анна')
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await deskWithGoods(okno, page)

  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), anna)
  await toSettings(colleague)
  await expect(catalogue(colleague).getByText('Плед «Карпаты»')).toBeVisible()
  await expect(colleague.getByRole('button', { name: 'Загрузить прайс-лист' })).toBeHidden()

  await context.setOffline(true)
  await page.reload()
  await page.getByRole('button', { name: 'Товары' }).click()
  await search(page).fill('скандия')
  await option(page, 'Скандия').click()
  await expect(messageField(page)).toHaveValue(/^Ковёр «Скандия»/)
  await context.setOffline(false)
  await expectLive(page)
})
