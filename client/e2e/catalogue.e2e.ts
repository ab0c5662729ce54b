import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { change } from '#shared/domain/row'
import { LIBRARY } from '../../server/store/port-blobs'
import { cardsOf, cardWindow } from './card-steps'
import { catalogue, load, paste, priceList, toChats, toSettings } from './catalogue-steps'
import { customer, openDialog } from './desk'
import { expectAllSent, expectLive, messageField, openDevice, rename, untilInstalled } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'
import { messagesOf } from './visitor-steps'

const LIST = [
  'Артикул;Название;Штрихкод;Цена;Остаток;Цвет;Описание',
  'PL-100;Плед «Карпаты»;4820000012345;1 299,00;4;молочный;Вязаный плед.',
  'PL-200;Плед «Косичка»;4820000067890;1499;0;терракотовый;',
  'KV-1;Ковёр «Скандия»;;5400;2;серый;',
  ';Без артикула;;1;1;;',
].join('\n')

const option = (page: Page, name: string) => page.getByRole('listbox', { name: 'Товары' }).getByRole('option', { name })
const search = (page: Page) => page.getByRole('dialog', { name: 'Товары' }).getByRole('combobox')
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

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

test('[C3][A6] a price list shows what it will do, updates by SKU, and says which lines it cannot take', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await toSettings(page)
  const window = await paste(page, LIST)
  await expect(window.getByText('Новых: 3 · изменятся: 0 · без изменений: 0')).toBeVisible()
  await expect(window.getByText('Не получится загрузить строк: 1')).toBeVisible()
  await expect(window.getByText('Строка 5: нет артикула')).toBeVisible()
  await expect(window.getByLabel('Столбец «Цвет»')).toHaveValue('property')
  await window.getByLabel('Столбец «Артикул»').selectOption('skip')
  await expect(window.getByText('Укажите, в каком столбце артикул.')).toBeVisible()
  await window.getByLabel('Столбец «Артикул»').selectOption('sku')
  await window.getByRole('button', { name: 'Загрузить', exact: true }).click()
  await expect(window).toBeHidden()
  await expect(catalogue(page).getByText('PL-100')).toContainText('4 шт.')

  // The same list with one price more: that one is shown, and nothing else is touched.
  const again = await paste(page, LIST.replace('1 299,00', '1 350,00'))
  await expect(again.getByText('Новых: 0 · изменятся: 1 · без изменений: 2')).toBeVisible()
  await expect(again.getByRole('row', { name: /PL-100/ })).toContainText('изменится')
  await again.getByRole('button', { name: 'Загрузить', exact: true }).click()
  await expect(again).toBeHidden()
  await expect.poll(async () => plain((await catalogue(page).getByText('PL-100').textContent()) ?? '')).toContain('1 350 ₴')

  await page.getByRole('button', { name: 'Убрать: Ковёр «Скандия»' }).click()
  await expect(catalogue(page).getByText('Ковёр «Скандия»')).toBeHidden()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(catalogue(page).getByText('Ковёр «Скандия»')).toBeVisible()
})

test('[A6] a YML with categories, variants and warehouses is read from a file, and named by vendorCode or by the offer', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await toSettings(page)
  await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
  const offers = Array.from(
    { length: 300 },
    (_, n) => `<offer id="${n}" group_id="g"><name>Плед ${n}</name><vendorCode>V-${n}</vendorCode><price>${100 + n}</price>
      <currencyId>UAH</currencyId><param name="Цвет">цвет${n}</param><outlets><outlet id="Киев" instock="2"/></outlets></offer>`,
  )
  // A variant with the maker's code of another.
  offers.push('<offer id="300" group_id="g"><name>Плед 300</name><vendorCode>V-0</vendorCode><price>400</price></offer>')
  const yml = `<?xml version="1.0" encoding="UTF-8"?><yml_catalog><shop><offers>${offers.join('\n')}</offers></shop></yml_catalog>`
  const window = priceList(page)
  await window.locator('input[type=file]').setInputFiles({ name: 'catalogue.xml', mimeType: 'text/xml', buffer: Buffer.from(yml) })
  await expect(window.getByText('Новых: 300 · изменятся: 0 · без изменений: 0')).toBeVisible()
  await expect(window.getByText('Если это варианты, берите артикул из id предложения')).toBeVisible()
  await window.getByLabel('Артикул брать из').selectOption('id')
  await expect(window.getByText('Новых: 301 · изменятся: 0 · без изменений: 0')).toBeVisible()
  await expect(window.getByRole('row', { name: /Плед 0/ })).not.toContainText('V-0')
  await window.getByLabel('Артикул брать из').selectOption('vendorCode')
  await expect(window.getByRole('row', { name: /Плед 0/ })).toContainText('V-0')
  await window.getByRole('button', { name: 'Загрузить', exact: true }).click()
  await expect(window).toBeHidden()
  await catalogue(page).getByRole('searchbox').fill('цвет217')
  await expect(catalogue(page).getByText('Плед 217')).toBeVisible()
  await expect(catalogue(page).getByText('V-217')).toContainText('2 шт.')
})

const SHIRTS = `<?xml version="1.0" encoding="UTF-8"?><yml_catalog><shop><offers>${[
  ['T-W-M', 'белый', 'M', 500, 3],
  ['T-W-L', 'белый', 'L', 550, 2],
  ['T-B-M', 'чёрный', 'M', 500, 0],
]
  .map(
    ([sku, colour, size, price, stock]) => `<offer id="${sku}" group_id="910"><name>Футболка «Хлопок», ${colour}</name>
      <vendorCode>${sku}</vendorCode><price>${price}</price><currencyId>UAH</currencyId><stock_quantity>${stock}</stock_quantity>
      <param name="Цвет">${colour}</param><param name="Размер">${size}</param><param name="Состав">хлопок</param></offer>`,
  )
  .join('')}<offer id="C-1"><name>Чашка</name><price>90</price><currencyId>UAH</currencyId></offer></offers></shop></yml_catalog>`

test('[C3][K4][K5][F1] variants of one thing stand as one until it is opened; each brings its SKU, price and stock, without a network too', async ({
  okno,
  context,
}) => {
  // A price list, then two windows without a network.
  test.slow()
  const visitor = await okno.visitor()
  await visitor.say('Есть футболки?')
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await toSettings(page)
  await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
  await priceList(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'shop.yml', mimeType: 'text/xml', buffer: Buffer.from(SHIRTS) })
  await expect(priceList(page).getByText('Новых: 4 · изменятся: 0 · без изменений: 0')).toBeVisible()
  await priceList(page).getByRole('button', { name: 'Загрузить', exact: true }).click()
  await expect(priceList(page)).toBeHidden()
  await toChats(page)
  await openDialog(page, 'Есть футболки?')
  await customer(page).getByRole('button', { name: 'Сохранить покупателя' }).click()
  await expect(customer(page).getByRole('button', { name: 'Добавить заказ' })).toBeVisible()
  await expectAllSent(page)
  await context.setOffline(true)

  await page.getByRole('button', { name: 'Товары' }).click()
  const options = page.getByRole('listbox', { name: 'Товары' }).getByRole('option')
  await search(page).fill('футболка')
  await expect(options).toHaveCount(1)
  await expect(options.first()).toContainText('Вариантов: 3: белый · L, белый · M, чёрный · M')
  await expect.poll(async () => plain((await options.first().textContent()) ?? '')).toContain('от 500 ₴')
  await page.keyboard.press('Enter')
  await expect(options).toHaveCount(4)
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(options.nth(1)).toContainText('T-W-L')
  await page.keyboard.press('Enter')
  await expect(messageField(page)).toHaveValue(/^Футболка «Хлопок», белый\nЦвет: белый\nРазмер: L/)
  await page.getByRole('button', { name: 'Товары' }).click()
  // Its own SKU means itself.
  await search(page).fill('T-B-M')
  await expect(options).toHaveCount(1)
  await expect(options.first()).toContainText('Футболка «Хлопок», чёрный')
  await page.keyboard.press('Escape')

  await customer(page).getByRole('button', { name: 'Добавить заказ' }).click()
  const order = page.getByRole('dialog', { name: 'Новый заказ' })
  await order.getByRole('button', { name: 'Добавить товар' }).click()
  const goods = order.getByRole('region', { name: 'Товары' })
  const found = goods.getByRole('option')
  await goods.getByRole('combobox').fill('футболка')
  await found.filter({ hasText: 'Вариантов: 3' }).click()
  await found.filter({ hasText: 'T-W-M' }).click()
  const line = order.getByRole('listitem').filter({ hasText: 'Футболка' })
  await expect(line).toContainText('T-W-M')
  await expect(line).toContainText('на складе 3')
  await line.getByRole('button', { name: /^Другой вариант/ }).click()
  await expect(found).toHaveCount(3)
  await goods.getByRole('combobox').fill('белый L')
  await expect(found).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(line).toContainText('T-W-L')
  await expect(line).toContainText('на складе 2')
  await expect.poll(async () => plain(await line.getByLabel(/^Цена/).inputValue())).toBe('550,00')
  await order.getByRole('button', { name: 'Создать заказ' }).click()
  await expect(order).toBeHidden()

  await rename(page, 'Мария Коваль')
  await customer(page).getByRole('button', { name: 'Добавить заявку' }).click()
  const card = cardWindow(page, 'Новая заявка')
  await card.getByLabel('Название').fill('Три футболки')
  const offered = card.getByRole('region', { name: 'Товары', exact: true }).getByRole('option')
  await card.getByRole('button', { name: 'Добавить товар' }).click()
  await card.getByRole('combobox', { name: /артикул/i }).fill('T-W-M')
  await offered.filter({ hasText: 'T-W-M' }).click()
  await card.getByLabel(/^Количество/).fill('3')
  await card.getByLabel(/^Количество/).press('Tab')
  await card.getByRole('button', { name: /^Другой вариант/ }).click()
  await expect(offered).toHaveCount(3)
  await offered.filter({ hasText: 'T-W-L' }).click()
  await expect(
    card
      .getByRole('listitem')
      .filter({ hasText: 'T-W-L' })
      .getByLabel(/^Количество/),
  ).toHaveValue('3')
  await expect.poll(async () => plain((await card.getByText(/^Сумма/).textContent()) ?? '')).toContain('1 650 ₴')
  await card.getByRole('button', { name: 'Сохранить' }).click()
  await expect(card).toBeHidden()
  await context.setOffline(false)
  await expectLive(page)
  await expect(customer(page).getByRole('link', { name: /Заказ № 1/ })).toBeVisible()
  // On the board a card is of the customer as they are saved, whatever their messenger calls them.
  await page.getByRole('link', { name: 'Заявки' }).click()
  await expect(cardsOf(page, 'Новая')).toContainText('Мария Коваль')
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

test('[C3] a product’s picture goes among the files, seen before it is sent, and reaches the customer', async ({ okno, context }) => {
  const PICTURE = fileURLToPath(new URL('../../public/icons/icon-192.png', import.meta.url))
  await past(okno, async ({ write, file }) => {
    const picture = await file('shop', await readFile(PICTURE), { name: 'плед.png', mime: 'image/png', dialogId: LIBRARY })
    const places = { stock: 4, stocks: [], group: '', category: '' }
    const facts = { ...places, barcode: '', description: '', properties: [], isRemoved: false, updatedAt: Date.now() }
    const price = { minor: 129_900, currency: 'UAH' }
    await write(() => [
      change('product', { id: 'PL-100', sku: 'PL-100', name: 'Плед «Карпаты»', price, pictures: [{ file: picture }], ...facts }),
    ])
  })
  const visitor = await okno.visitor()
  await visitor.say('Покажите плед')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Покажите плед')
  await page.getByRole('button', { name: 'Товары' }).click()
  await search(page).fill('карпаты')
  await option(page, 'Карпаты').click()
  const files = page.getByRole('list', { name: 'Файлы к сообщению' })
  await expect(files.getByText('PL-100.png')).toBeVisible()
  await expect.poll(() => files.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(192)
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect
    .poll(() => messagesOf(visitor))
    .toMatchObject([{ text: expect.stringContaining('Плед «Карпаты»'), attachments: [{ name: 'PL-100.png', mime: 'image/png' }] }])

  // Where no file can be attached, the words go in without it, and the operator is told.
  await page.getByRole('button', { name: 'Заметка', exact: true }).click()
  await page.getByRole('button', { name: 'Товары' }).click()
  await search(page).fill('карпаты')
  await option(page, 'Карпаты').click()
  await expect(page.getByRole('form', { name: 'Ответ клиенту' }).getByLabel('Текст заметки')).toHaveValue(/Плед «Карпаты»/)
  await expect(page.getByText('Фото товара не добавлено')).toBeVisible()
})
