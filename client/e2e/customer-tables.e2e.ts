import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAllSent, expectLive, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'

test.setTimeout(120_000)

const toCustomers = (page: Page) => page.getByRole('link', { name: 'Покупатели' }).click()
const listed = (page: Page) => page.getByRole('listbox', { name: 'Покупатели' }).getByRole('option')

const TABLE = [
  'ФИО;Телефон;Почта;Метки',
  'Анна;067 123 45 67;anna@example.com;VIP',
  'Борис;12;;',
  'Вера;;vera@example.com;',
  ';0501112233;;',
].join('\n')

test('[K8] a table whose window is closed in the middle says how far it has come, and the same table completes it', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await toCustomers(page)
  await untilInstalled(page)
  // Without a network a few portions wait, and the others for them.
  await context.setOffline(true)
  const table = ['Имя;Телефон', ...Array.from({ length: 300 }, (_, n) => `Покупатель ${n};0671${String(n).padStart(6, '0')}`)].join('\n')
  const begin = async () => {
    await page.getByRole('button', { name: 'Загрузить из CSV' }).click()
    const window = page.getByRole('dialog', { name: 'Покупатели из таблицы' })
    await window.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await window.getByRole('button', { name: 'Загрузить', exact: true }).click()
    return window
  }
  const window = await begin()
  await expect(window.getByText('200 из 300')).toBeVisible()
  await window.getByRole('button', { name: 'Отмена' }).click()
  await expect(page.getByText('Загружено 200 из 300. Та же таблица ещё раз дополнит остальных.')).toBeVisible()
  await context.setOffline(false)
  await expectLive(page)
  await expectAllSent(page)
  await expect(page.getByText('200 покупателей')).toBeVisible()
  await begin()
  await expect(page.getByText('300 покупателей')).toBeVisible()
})

test('[K2][K8] customers are read from a table with its faults told by line, found, and written out again, without a network too', async ({
  okno,
  context,
}) => {
  const page = await openDevice(okno, context)
  await toCustomers(page)
  await expect(page.getByText('Покупателей пока нет')).toBeVisible()
  await untilInstalled(page)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Загрузить из CSV' }).click()
  const window = page.getByRole('dialog', { name: 'Покупатели из таблицы' })
  await window.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) })
  await expect(window.getByLabel('Что в столбце «Почта»')).toHaveValue('email')
  await expect(window.getByText('Новых: 2, дополнится: 0')).toBeVisible()
  await expect(window.getByText('Строка 3: «12» — не телефон')).toBeVisible()
  await expect(window.getByText('Строка 5: нет имени')).toBeVisible()
  await window.getByRole('button', { name: 'Загрузить' }).click()
  await expect(window).toBeHidden()
  await expect(listed(page)).toHaveCount(2)
  await context.setOffline(false)
  await expectLive(page)
  await expectAllSent(page)

  await page.getByRole('searchbox', { name: 'Поиск покупателей' }).fill('0671234567')
  await expect(listed(page)).toHaveCount(1)
  await listed(page).click()
  const card = page.getByRole('region', { name: 'Покупатель', exact: true })
  await expect(card.getByRole('link', { name: 'anna@example.com' })).toBeVisible()
  await expect(card.getByRole('button', { name: 'Убрать метку «VIP»' })).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Выгрузить в CSV' }).click()])
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('Анна,+380671234567,anna@example.com,VIP')
})
