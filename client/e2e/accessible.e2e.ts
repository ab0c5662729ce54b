import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { addCard, boardCard } from './card-steps'
import { load, toChats, toSettings } from './catalogue-steps'
import { action, customer, dialogRow, openDialog, writeNote } from './desk'
import { expectAllSent } from './inbox-steps'
import { expect, test } from './okno'
import { chatFrame, openChat, say } from './shop-page'
import { tour } from './tour'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Violation {
  readonly place: string
  readonly rule: string
  readonly where: readonly string[]
}

/** What a person with a screen reader, a keyboard or weak eyes would stumble over, as far as a program can tell. */
async function grave(page: Page, place: string): Promise<Violation[]> {
  // Colours are judged as they stay, not as they fade in.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))))
  await page.evaluate(await readFile(AXE, 'utf8'))
  const { violations, incomplete } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
    return axe.run({ resultTypes: ['violations', 'incomplete'] })
  })
  // A frame that was not looked into has no faults either.
  const untested = incomplete.filter(({ id }) => id === 'frame-tested')
  return [...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'), ...untested].map(({ id, nodes }) => ({
    place,
    rule: id,
    where: nodes.map(({ html }) => html.slice(0, 200)),
  }))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(() => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test(`no screen of the app has a grave fault of accessibility: ${colorScheme}`, async ({ okno, page }) => {
      const visitor = await okno.visitor()
      await visitor.say('Добрый день! Посмотрите https://shop.example/lamp и скажите, есть ли такая.')
      await visitor.say('Жду')
      const faults: Violation[] = []
      await tour(okno, page, async (place) => {
        faults.push(...(await grave(page, place)))
      })
      expect(faults).toEqual([])
    })

    test(`no window over a chat has one: ${colorScheme}`, async ({ okno, page }) => {
      test.slow()
      await (await okno.visitor()).say('Есть ли чашки?')
      await okno.signIn(page)
      await openDialog(page, 'чашки')
      const faults: Violation[] = []
      const field = page.getByRole('textbox', { name: 'Сообщение' })
      const look = async (place: string) => {
        await expect(page.getByRole('dialog', { name: place })).toBeVisible()
        faults.push(...(await grave(page, place)))
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog', { name: place })).toHaveCount(0)
      }
      // The keys: whatever is looked at here is reached without a pointer too.
      for (const [keys, place] of [
        ['Alt+KeyQ', 'Быстрые ответы'],
        ['Alt+KeyP', 'Товары'],
        ['Alt+KeyE', 'Смайлики'],
      ] as const) {
        await field.press(keys)
        await look(place)
      }
      await field.fill('Да, есть')
      await action(page, 'Выбрать время отправки').press('Enter')
      await look('Отправить позже')
      await action(page, 'Отложить').press('Enter')
      await look('Отложить диалог')
      await writeNote(page, 'Скидка 10 %')
      await page.getByRole('article', { name: 'Заметка' }).getByRole('button', { name: 'История' }).press('Enter')
      await look('История: заметка')
      await page.getByRole('button', { name: 'Написать сообщение' }).press('Enter')
      await look('Написать сообщение')
      await page.getByRole('button', { name: 'Сохранённые фильтры' }).press('Enter')
      await look('Сохранённые фильтры')

      await field.fill('Согласуем цену')
      await action(page, 'Поделиться черновиком').press('Enter')
      await expect(page.getByRole('region', { name: 'Общий черновик' })).toBeVisible()
      await dialogRow(page, 'чашки').getByTitle('Отметить чат').click()
      await expect(page.getByRole('toolbar', { name: 'Действия с отмеченными чатами' })).toBeVisible()
      faults.push(...(await grave(page, 'shared draft, ticked chats')))

      await page.getByRole('button', { name: 'Добавить заявку' }).press('Enter')
      await look('Новая заявка')
      await addCard(page, 'Две чашки')
      await page.goto(`${okno.url}/pipelines`)
      await expect(boardCard(page, 'Две чашки')).toBeVisible()
      faults.push(...(await grave(page, 'board')))
      await boardCard(page, 'Две чашки').click()
      await look('Заявка')

      await page.goto(`${okno.url}/settings`)
      await page.getByRole('button', { name: 'Изменить воронку «Продажи»' }).press('Enter')
      faults.push(...(await grave(page, 'pipeline settings')))
      await page.getByRole('button', { name: 'Добавить быстрый ответ' }).press('Enter')
      await look('Новый быстрый ответ')
      await page.getByRole('button', { name: 'Загрузить прайс-лист' }).press('Enter')
      await look('Прайс-лист')
      expect(faults).toEqual([])
    })

    test(`no page or window of customers and orders has one, on a phone either: ${colorScheme}`, async ({ okno, page }) => {
      test.slow()
      await (await okno.visitor()).say('Хочу плед')
      await okno.signIn(page)
      await toSettings(page)
      await load(page, 'sku;name;price;stock\nPL-1;Плед;1299;4')
      await expectAllSent(page)
      await toChats(page)
      await openDialog(page, 'Хочу плед')
      await customer(page).getByRole('button', { name: 'Сохранить покупателя' }).click()
      const faults: Violation[] = []
      const look = async (place: string) => void faults.push(...(await grave(page, place)))
      await customer(page).getByRole('button', { name: 'Добавить заказ' }).click()
      const window = page.getByRole('dialog', { name: 'Новый заказ' })
      await window.getByRole('button', { name: 'Добавить товар' }).click()
      await window.getByRole('option', { name: 'Плед' }).click()
      await look('new order')
      await window.getByRole('button', { name: 'Создать заказ' }).click()
      await expect(window).toBeHidden()
      await expectAllSent(page)

      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 })
        await page.goto(`${okno.url}/orders`)
        await expect(page.getByRole('row', { name: /Новый/ })).toBeVisible()
        const filters = page.getByRole('button', { name: 'Фильтры' })
        if (await filters.isVisible()) await filters.click()
        await expect(page.getByLabel('С даты')).toBeVisible()
        await look(`orders, ${width}`)
        await page.getByRole('row', { name: /Новый/ }).getByRole('link').click()
        await expect(page.getByLabel('Статус', { exact: true })).toHaveValue('new')
        await look(`order, ${width}`)
        await page.goto(`${okno.url}/customers`)
        await page.getByRole('option').first().click()
        await expect(page.getByRole('region', { name: 'Покупатель', exact: true }).first()).toBeVisible()
        await look(`customer, ${width}`)
        await page.goto(`${okno.url}/customers`)
        await page.getByRole('button', { name: 'Загрузить из CSV' }).click()
        const table = page.getByRole('dialog', { name: 'Покупатели из таблицы' })
        const csv = Buffer.from('ФИО;Телефон;Почта\nАнна;067 123 45 67;anna@example.com\nБорис;12;')
        await table.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: csv })
        await expect(table.getByText('Строка 3: «12» — не телефон')).toBeVisible()
        await look(`table of customers, ${width}`)
        await page.goto(`${okno.url}/settings`)
        await page.getByRole('button', { name: 'Загрузить прайс-лист' }).click()
        await page.getByRole('dialog', { name: 'Прайс-лист' }).getByRole('textbox').fill('sku;name;price\nPL-2;Чашка;100\n;Без артикула;5')
        await expect(page.getByRole('dialog', { name: 'Прайс-лист' }).getByText('Новых: 1')).toBeVisible()
        await look(`price list, ${width}`)
      }
      expect(faults).toEqual([])
    })

    test(`the visitor’s chat has none either: ${colorScheme}`, async ({ okno, page }) => {
      await page.goto(`${okno.url}/demo`)
      await openChat(page)
      await say(page, 'Здравствуйте')
      await expect(chatFrame(page).getByText('Доставлено')).toBeVisible()
      // axe looks into frames it has been put into.
      for (const frame of page.frames()) await frame.evaluate(await readFile(AXE, 'utf8'))
      expect(await grave(page, 'widget')).toEqual([])
    })
  })
}
