import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import type { InboundEvent } from '../../server/channels/port'
import { addCard, boardCard } from './card-steps'
import { load, toChats, toSettings } from './catalogue-steps'
import { action, customer, dialogRow, message, openDialog, timeline, writeNote } from './desk'
import { expectAllSent, filePicker, fileTray } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'
import { chatFrame, openChat, say } from './shop-page'
import { tour } from './tour'

const PICTURE = fileURLToPath(new URL('../../public/icons/icon-512.png', import.meta.url))
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
    // Whoever speaks to the computer says what a button shows.
    const rules = { 'label-content-name-mismatch': { enabled: true } }
    return axe.run({ resultTypes: ['violations', 'incomplete'], rules })
  })
  // A frame that was not looked into has no faults either.
  const untested = incomplete.filter(({ id }) => id === 'frame-tested')
  return [...violations.filter(({ impact }) => impact !== 'minor'), ...untested].map(({ id, nodes }) => ({
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
      await okno.signIn(page, await okno.newOperator('Олена Шевчук', 'admin'))
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

    test(`nothing that opens inside a chat has one, on a phone either: ${colorScheme}`, async ({ okno, page }) => {
      test.slow()
      // A microphone in which nobody speaks.
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = async () => new AudioContext().createMediaStreamDestination().stream
      })
      const soon = Date.now() + 3 * 24 * 3_600_000
      await past(okno, async ({ told, file, channel }) => {
        const channelId = await channel('gateway', 'Мессенджер')
        const peer = { key: 'anna', name: 'Анна', origin: null }
        const say = async (key: string, text: string, more: Partial<Extract<InboundEvent, { type: 'message' }>> = {}) =>
          await told({ type: 'message', channelId, peer, key, text, attachments: [], raw: '', ...more })
        const first = await say('a', 'Смотрите')
        const dialogId = first.ok ? first.dialogId : ''
        const picture = await file('anna', await readFile(PICTURE), { name: 'one.png', mime: 'image/png', dialogId })
        await say('b', 'Такая', { attachments: [{ ...picture, width: 512, height: 512 }] })
        await say('c', '', { content: { type: 'location', latitude: 50.45, longitude: 30.52, title: 'Отделение', address: 'Киев' } })
        await say('d', '', { content: { type: 'contact', name: 'Тарас', phones: ['+380671112233'], emails: [] } })
        const post = { text: 'Пледы', url: 'https://instagram.example/p/1', picture: null }
        await say('e', 'Сколько стоит?', { content: { type: 'comment', post, privateUntil: soon } })
      })
      await okno.signIn(page)
      await openDialog(page, 'Анна')
      const faults: Violation[] = []
      const look = async (place: string) => void faults.push(...(await grave(page, place)))
      const field = page.getByRole('textbox', { name: 'Сообщение' })

      await message(page, 'Сколько стоит?').getByRole('button', { name: 'Ответить в личные' }).click()
      const files = ['один', 'два'].map((name) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(name) }))
      await filePicker(page).setInputFiles(files)
      await expect(fileTray(page).getByRole('listitem')).toHaveCount(2)
      await field.fill('я'.repeat(10_001))
      await expect(page.getByText(/длиннее, чем принимает канал/)).toBeVisible()
      await look('an answer to a comment with files, too long')
      await field.fill('')
      for (const name of ['один', 'два']) await page.getByRole('button', { name: `Убрать файл ${name}.txt` }).click()
      await page.getByRole('button', { name: 'Не отвечать на сообщение' }).click()

      const line = timeline(page).getByRole('listitem').filter({ hasText: 'Сколько стоит?' }).last()
      await line.hover()
      await line.getByRole('button', { name: 'Действия с сообщением' }).click()
      await expect(page.getByRole('menu', { name: 'Действия с сообщением' })).toBeVisible()
      await look('menu of a message')
      await page.getByRole('menuitem', { name: 'Реакция' }).click()
      await expect(page.getByRole('button', { name: 'Поставить 👍' })).toBeVisible()
      await look('choice of a reaction')
      await page.keyboard.press('Escape')
      await action(page, 'Голосовое сообщение').click()
      await expect(page.getByRole('timer', { name: 'Идёт запись' })).toBeVisible()
      await look('voice, being recorded')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Ответственный', exact: true }).first().click()
      await expect(page.getByRole('dialog', { name: 'Ответственный' })).toBeVisible()
      await look('filter')
      await page.keyboard.press('Escape')
      await customer(page).getByRole('button', { name: 'Написать' }).click()
      await look('channels to begin in')
      await page.keyboard.press('Escape')
      await timeline(page).getByRole('button', { name: 'Открыть фото one.png' }).click()
      await expect(page.getByRole('dialog', { name: 'Просмотр фото' }).getByRole('img')).toBeVisible()
      await look('photo')
      await page.keyboard.press('Escape')

      await page.setViewportSize({ width: 390, height: 844 })
      await look('chat, 390')
      await page.getByRole('button', { name: 'Ещё действия' }).click()
      await expect(page.getByRole('menu', { name: 'Ещё действия' })).toBeVisible()
      await look('menu of the chat, 390')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Показать информацию о клиенте' }).click()
      await expect(customer(page)).toBeVisible()
      await look('customer, 390')
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

    test(`no section of the settings and no window over them has one, on a phone either: ${colorScheme}`, async ({ okno, page }) => {
      test.slow()
      await okno.newOperator('Тарас Шевченко')
      await okno.signIn(page)
      const faults: Violation[] = []
      const window = page.getByRole('dialog')
      for (const width of [1280, 390]) {
        const look = async (place: string) => void faults.push(...(await grave(page, `${place}, ${width}`)))
        const close = async () => {
          await page.keyboard.press('Escape')
          await expect(window).toHaveCount(0)
        }
        await page.setViewportSize({ width, height: 844 })
        await page.goto(`${okno.url}/settings`)
        await expect(page.getByText('person1@example.com')).toBeVisible()
        await page.getByRole('button', { name: 'Изменить воронку «Продажи»' }).click()
        await look('settings')
        await page.getByRole('button', { name: 'Добавить быстрый ответ' }).click()
        await expect(window).toBeVisible()
        await look('quick reply')
        await close()
        await page
          .getByRole('region', { name: 'Каналы' })
          .getByRole('button', { name: /^Настройки/ })
          .click()
        await window.getByLabel('Круглосуточно').uncheck()
        await look('channel')
        // As it was: with a change in it the window would ask.
        await window.getByLabel('Круглосуточно').check()
        await close()
        await page.getByRole('button', { name: 'Подключить канал' }).click()
        const kind = window.getByLabel('Вид канала')
        for (const value of await kind.locator('option').evaluateAll((all) => all.map((option) => option.getAttribute('value') ?? ''))) {
          await kind.selectOption(value)
          await look(`new channel: ${value}`)
        }
        await close()
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
