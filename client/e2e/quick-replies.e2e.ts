import type { Page } from '@playwright/test'
import { openDialog } from './desk'
import { expectAllSent, expectLive, expectOffline, messageField, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'
import { holdStorage } from './slow-device'

interface Reply {
  title: string
  text: string
  folder?: string
  shortcut?: string
  isMine?: boolean
  file?: string
}

async function addReply(page: Page, { title, text, folder = '', shortcut = '', isMine = false, file }: Reply): Promise<void> {
  await page.getByRole('button', { name: 'Добавить быстрый ответ' }).click()
  const editor = page.getByRole('dialog', { name: 'Новый быстрый ответ' })
  await editor.getByLabel('Название').fill(title)
  await editor.getByLabel('Папка').fill(folder)
  await editor.getByLabel('Короткое слово').fill(shortcut)
  await editor.getByLabel('Текст быстрого ответа').fill(text)
  if (isMine) await editor.getByLabel('Личный: вижу только я').check()
  if (file) {
    await editor.locator('input[type=file]').setInputFiles({ name: file, mimeType: 'text/plain', buffer: Buffer.from('схема проезда') })
    await expect(editor.getByText(file).first()).toBeVisible()
  }
  await editor.getByRole('button', { name: 'Сохранить' }).click()
  await expect(editor).toBeHidden()
  await expect(page.getByRole('region', { name: 'Быстрые ответы' }).getByText(title, { exact: true })).toBeVisible()
}

const toSettings = (page: Page) => page.getByRole('link', { name: 'Настройки' }).click()
const toChats = (page: Page) => page.getByRole('link', { name: /^Чаты/ }).click()
const panel = (page: Page) => page.getByRole('dialog', { name: 'Быстрые ответы' })
const option = (page: Page, title: string) => page.getByRole('option', { name: title })

test('[C2] a quick reply goes to the caret with its variables and files, keeps the text, is undone, and is never sent by itself', async ({
  okno,
  context,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Как вас найти?')
  const page = await openDevice(okno, context)
  await toSettings(page)
  await addReply(page, {
    title: 'Адрес',
    text: '{имя клиента}, мы на {улица}, 5',
    folder: 'Контакты',
    shortcut: 'адрес',
    file: 'схема.txt',
  })
  await addReply(page, { title: 'Прощание', text: 'Хорошего дня! {оператор}' })
  await toChats(page)
  await openDialog(page, 'Как вас найти?')

  await test.step('by the lightning button, by search, at the caret', async () => {
    await messageField(page).fill('Добрый день. До встречи!')
    await messageField(page).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(12, 12))
    await page.getByRole('button', { name: 'Быстрые ответы' }).click()
    await panel(page).getByRole('combobox', { name: 'Найти быстрый ответ' }).fill('flhtc')
    await expect(option(page, 'Адрес')).toBeVisible()
    await expect(option(page, 'Прощание')).toBeHidden()
    await page.keyboard.press('Enter')
    await expect(messageField(page)).toHaveValue('Добрый день. {имя клиента}, мы на {улица}, 5 До встречи!')
    await expect(page.getByRole('list', { name: 'Файлы к сообщению' }).getByText('схема.txt')).toBeVisible()
  })

  await test.step('Tab goes from blank to blank', async () => {
    const selected = () =>
      messageField(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))
    await expect.poll(selected).toBe('{имя клиента}')
    await page.keyboard.type('Анна')
    await page.keyboard.press('Tab')
    expect(await selected()).toBe('{улица}')
    await page.keyboard.type('Садовой')
    await expect(messageField(page)).toHaveValue('Добрый день. Анна, мы на Садовой, 5 До встречи!')
  })

  await test.step('another is added behind it and taken back with Ctrl+Z', async () => {
    await messageField(page).press('End')
    await page.keyboard.type(' /прощ')
    await expect(option(page, 'Прощание')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(messageField(page)).toHaveValue('Добрый день. Анна, мы на Садовой, 5 До встречи! Хорошего дня! Owner')
    await page.keyboard.press('Control+KeyZ')
    await expect(messageField(page)).toHaveValue('Добрый день. Анна, мы на Садовой, 5 До встречи! /прощ')
    await page.keyboard.press('Escape')
  })

  await test.step('nothing was sent until it is', async () => {
    expect(visitor.frames.filter(({ t }) => t === 'message')).toEqual([])
    await messageField(page).fill('Мы на Садовой, 5')
    await page.getByRole('button', { name: 'Отправить', exact: true }).click()
    const { message } = await visitor.until('message')
    expect(message).toMatchObject({ text: 'Мы на Садовой, 5', attachments: [{ name: 'схема.txt' }] })
  })
})

test('[C2] shared ones are everybody’s, personal ones nobody else’s; folders, edits and removal reach the others', async ({
  okno,
  browser,
}) => {
  const anna = await okno.newOperator('Анна')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await toSettings(page)
  await addReply(page, { title: 'Оплата картой', text: 'Карта 1234', folder: 'Оплата' })
  await addReply(page, { title: 'Мои заметки', text: 'секрет', isMine: true })

  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), anna)
  await toSettings(colleague)
  const list = colleague.getByRole('region', { name: 'Быстрые ответы' })
  await expect(list.getByText('Оплата картой')).toBeVisible()
  await expect(list.getByText('Мои заметки')).toBeHidden()

  await colleague.getByRole('button', { name: 'Переименовать папку: Оплата' }).click()
  await colleague.getByLabel('Название папки').fill('Деньги')
  await colleague.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Деньги' })).toBeVisible()

  await page.getByRole('button', { name: 'Изменить: Оплата картой' }).click()
  const editor = page.getByRole('dialog', { name: 'Быстрый ответ' })
  await editor.getByLabel('Текст быстрого ответа').fill('Карта 5678')
  await editor.getByRole('button', { name: 'Сохранить' }).click()
  await expect(list.getByText('Карта 5678')).toBeVisible()

  await page.getByRole('button', { name: 'Удалить: Оплата картой' }).click()
  await expect(list.getByText('Карта 5678')).toBeHidden()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await expect(list.getByText('Карта 5678')).toBeVisible()
})

test('[C2][F1] quick replies are used and made without a network, files too, and go out when it returns', async ({
  okno,
  context,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть кто?')
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  // Made on another device, so that the file has to come from the server.
  const other = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  await toSettings(other)
  await addReply(other, { title: 'Схема', text: 'Вот схема', file: 'схема.txt' })
  await openDialog(page, 'Есть кто?')
  await messageField(page).pressSequentially('/')
  await expect(option(page, 'Схема')).toBeVisible()
  await page.keyboard.press('Escape')
  await messageField(page).fill('')
  await page.waitForFunction(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const replica = names.find((name) => name.startsWith('okno-replica-')) ?? ''
    return new Promise((resolve) => {
      const opening = indexedDB.open(replica)
      opening.onsuccess = () => {
        const counting = opening.result.transaction('files').objectStore('files').count()
        counting.onsuccess = () => {
          opening.result.close()
          resolve(counting.result > 0)
        }
      }
    })
  })

  await context.setOffline(true)
  await page.reload()
  await expect(messageField(page)).toBeVisible()
  await messageField(page).pressSequentially('/схе')
  await option(page, 'Схема').click()
  await expect(messageField(page)).toHaveValue('Вот схема')
  await expect(page.getByRole('list', { name: 'Файлы к сообщению' }).getByText('схема.txt')).toBeVisible()
  await toSettings(page)
  await addReply(page, { title: 'Без сети', text: 'Сделан без сети' })

  await context.setOffline(false)
  await expectLive(page)
  await expect(other.getByRole('region', { name: 'Быстрые ответы' }).getByText('Сделан без сети')).toBeVisible()
})

test('[C2][K7] of two who change one quick reply the later one looks first; what was replaced without a network is put back', async ({
  okno,
  context,
  browser,
}) => {
  const page = await openDevice(okno, context)
  await toSettings(page)
  await addReply(page, { title: 'Оплата', text: 'Карта 1234' })
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), await okno.newOperator('Павел'))
  await toSettings(colleague)
  const editor = (of: Page) => of.getByRole('dialog', { name: 'Быстрый ответ' })
  const open = (of: Page) => of.getByRole('button', { name: /^Изменить: / }).click()
  const text = (of: Page) => editor(of).getByLabel('Текст быстрого ответа')
  const save = (of: Page) => editor(of).getByRole('button', { name: 'Сохранить' })

  await test.step('before it is saved', async () => {
    for (const each of [page, colleague]) await open(each)
    await text(page).fill('Карта 1234, Анна')
    await editor(colleague).getByLabel('Название').fill('Оплата картой')
    await text(colleague).fill('Карта 5678')
    await save(colleague).click()
    // What nobody writes in shows the news; what somebody does stays.
    await expect(editor(page).getByLabel('Название')).toHaveValue('Оплата картой')
    await expect(editor(page).getByRole('alert')).toHaveText(/«Текст быстрого ответа» изменили: Карта 5678/)
    await expect(text(page)).toHaveValue('Карта 1234, Анна')
    await expect(save(page)).toBeDisabled()
    await editor(page).getByRole('button', { name: 'Оставить моё' }).click()
    await expect(editor(page).getByRole('alert')).toBeHidden()
    await save(page).click()
    await expect(colleague.getByText('Карта 1234, Анна')).toBeVisible()
  })

  await test.step('without a network', async () => {
    await expectAllSent(page)
    await context.setOffline(true)
    await expectOffline(page)
    await open(page)
    await text(page).fill('Карта 0000')
    await save(page).click()
    await expect(editor(page)).toBeHidden()
    await open(colleague)
    await text(colleague).fill('Карта 9999, Павел')
    await save(colleague).click()
    await expectAllSent(colleague)
    await context.setOffline(false)
    await expectAllSent(page)
    await expect(colleague.getByText('Карта 0000')).toBeVisible()
    await open(colleague)
    await editor(colleague).getByText('Что было раньше').click()
    const replaced = editor(colleague).getByRole('listitem').filter({ hasText: 'Карта 9999, Павел' })
    await expect(replaced).toContainText(/Owner, .*: заменено/)
    await replaced.getByRole('button', { name: 'Вернуть это' }).click()
    await expect(text(colleague)).toHaveValue('Карта 9999, Павел')
    await save(colleague).click()
    await expect(page.getByText('Карта 9999, Павел')).toBeVisible()
  })

  await test.step('and one that is removed meanwhile leaves what is being written', async () => {
    await open(page)
    await text(page).fill('Карта 4321')
    await colleague.getByRole('button', { name: /^Удалить: / }).click()
    await expect(editor(page).getByRole('alert')).toContainText('быстрый ответ удалили')
    await expect(save(page)).toBeDisabled()
    await editor(page).getByRole('button', { name: 'Вернуть быстрый ответ' }).click()
    await save(page).click()
    await expect(colleague.getByText('Карта 4321')).toBeVisible()
  })
  await colleague.context().close()
})

test('[C2] what is typed in a quick reply while it is being stored stays, as a change of what was stored', async ({ okno, context }) => {
  const page = await openDevice(okno, context)
  await toSettings(page)
  await page.getByRole('button', { name: 'Добавить быстрый ответ' }).click()
  const editor = page.getByRole('dialog', { name: /ыстрый ответ$/ })
  const text = editor.getByLabel('Текст быстрого ответа')
  const save = editor.getByRole('button', { name: 'Сохранить' })
  // Behind the window too.
  const list = page.getByRole('region', { name: 'Быстрые ответы', includeHidden: true })
  await editor.getByLabel('Название').fill('Оплата')
  await text.fill('Карта 1234')

  await test.step('a new one', async () => {
    const store = await holdStorage(page)
    await save.click()
    await text.press('End')
    await text.pressSequentially(', Анна')
    await store()
    await expect(list.getByText('Карта 1234', { exact: true })).toBeVisible()
    await expect(text).toHaveValue('Карта 1234, Анна')
    await expect(editor.getByRole('alert')).toHaveCount(0)
  })

  await test.step('and one that is there', async () => {
    await editor.getByLabel('Название').fill('Оплата картой')
    const store = await holdStorage(page)
    await save.click()
    await text.press('End')
    await text.pressSequentially(' П.')
    await store()
    await expect(list.getByText('Карта 1234, Анна', { exact: true })).toBeVisible()
    await expect(text).toHaveValue('Карта 1234, Анна П.')
    await expect(editor.getByRole('alert')).toHaveCount(0)
    await save.click()
    await expect(editor).toBeHidden()
  })
  await expect(list.getByText('Карта 1234, Анна П.')).toHaveCount(1)
  await expect(list.getByText('Оплата картой')).toHaveCount(1)
})
