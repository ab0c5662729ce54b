/** What people do with orders, by the names that they find things by. */
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { load, toChats, toSettings } from './catalogue-steps'
import { customer, openDialog } from './desk'
import { expectAllSent, openDevice } from './inbox-steps'
import { expect, type Okno } from './okno'

const GOODS = 'sku;name;price;stock;Цвет\nPL-100;Плед «Карпаты»;1299;4;молочный\nKV-1;Ковёр «Скандия»;5400;2;серый'

export const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
export const orderWindow = (page: Page): Locator => page.getByRole('dialog', { name: 'Новый заказ' })
export const activeOrders = (page: Page): Locator => customer(page).getByRole('region', { name: 'Активные заказы' })
/** What the element says, with every kind of space as one. */
export const says = (of: Locator) => expect.poll(async () => plain((await of.textContent()) ?? ''))

export async function shopWithGoods(okno: Okno, page: Page): Promise<void> {
  const visitor = await okno.visitor()
  await visitor.say('Хочу плед')
  await toSettings(page)
  await load(page, GOODS)
  await expect(page.getByRole('region', { name: 'Каталог' }).getByText('Плед «Карпаты»')).toBeVisible()
  await expectAllSent(page)
  await toChats(page)
  await openDialog(page, 'Хочу плед')
  const add = customer(page).getByRole('button', { name: 'Добавить заказ' })
  await expect(customer(page).getByText('Заказ оформляется на сохранённого покупателя.')).toBeVisible()
  await expect(add).toHaveCount(0)
  await customer(page).getByRole('button', { name: 'Сохранить покупателя' }).click()
  await expect(add).toBeVisible()
  await expectAllSent(page)
}

export async function addProduct(window: Locator, query: string, name: string): Promise<void> {
  await window.getByRole('button', { name: 'Добавить товар' }).click()
  const search = window.getByRole('region', { name: 'Товары' }).getByRole('combobox')
  await search.fill(query)
  await window.getByRole('option', { name }).click()
  await expect(search).toBeHidden()
}

export async function orderPlaid(page: Page): Promise<void> {
  await customer(page).getByRole('button', { name: 'Добавить заказ' }).click()
  await addProduct(orderWindow(page), 'PL-100', 'Плед «Карпаты»')
  await orderWindow(page).getByRole('button', { name: 'Создать заказ' }).click()
  await expect(orderWindow(page)).toBeHidden()
}

export interface OpenAtTwo {
  readonly page: Page
  readonly colleague: Page
}

/** An order that two operators have open. */
export async function orderOpenAtTwo(okno: Okno, context: BrowserContext, browser: Browser): Promise<OpenAtTwo> {
  const page = await openDevice(okno, context)
  await shopWithGoods(okno, page)
  await orderPlaid(page)
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  await openDialog(colleague, 'Хочу плед')
  for (const each of [page, colleague])
    await activeOrders(each)
      .getByRole('link', { name: /Заказ № 1/ })
      .click()
  return { page, colleague }
}
