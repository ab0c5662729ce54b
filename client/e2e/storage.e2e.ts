import type { BrowserContext, Page } from '@playwright/test'
import {
  bubbles,
  expectAllSent,
  expectLive,
  filePicker,
  fileTray,
  messageField,
  openChat,
  openDevice,
  untilInstalled,
  writeReply,
} from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { readBy } from './visitor-steps'

const databaseNames = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name))

async function begin(okno: Okno, context: BrowserContext) {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, context)
  await openChat(page, 'Здравствуйте')
  return { page, visitor }
}

/** What the browser lets this origin keep, in bytes; null: as much as it likes. */
async function setQuota(page: Page, url: string, quotaSize: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, ...(quotaSize === null ? {} : { quotaSize }) })
}

test('[F7][DEV4] on a full device the operator is told what was not stored, and goes on once there is room', async ({ okno, browser }) => {
  const context = await browser.newContext()
  // From the beginning: the browser asks what is left only now and then.
  const watch = await context.newPage()
  await watch.goto(`${okno.url}/icons/icon.svg`)
  await setQuota(watch, okno.url, 20 * 1024 * 1024)
  const { page, visitor } = await begin(okno, context)
  const full = page.getByRole('alert').filter({ hasText: 'На устройстве кончилось место' })
  const file = (name: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(12 * 1024 * 1024, 7) })
  const tray = fileTray(page)
  await messageField(page).fill('Вот каталог')
  await filePicker(page).setInputFiles(file('один.bin'))
  await expect(tray).toContainText('один.bin')
  // Some browsers remember what was left before the app came.
  await setQuota(page, okno.url, 14 * 1024 * 1024)
  await filePicker(page).setInputFiles(file('два.bin'))
  await expect(full).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('На устройстве не хватает места для файла')).toBeVisible()
  await expect(tray).not.toContainText('два.bin')
  await expect(messageField(page)).toHaveValue('Вот каталог')
  await page.getByRole('button', { name: 'Убрать файл один.bin' }).click()
  for (const each of [watch, page]) await setQuota(each, okno.url, null)
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect.poll(() => readBy(visitor)).toEqual(['Вот каталог'])
  await expect(full).toHaveCount(0)
})

test('[F7][ROOM1] closed chats leave a full device first and come back from the server when opened', async ({ okno, browser }) => {
  const { page } = await begin(okno, await browser.newContext())
  await writeReply(page, 'Добрый день!')
  await page.getByRole('button', { name: 'Закрыть диалог' }).click()
  await expectAllSent(page)
  const held = () =>
    page.evaluate(async () => {
      const name = (await indexedDB.databases()).map(({ name = '' }) => name).find((each) => each.startsWith('okno-replica')) ?? ''
      const db = await new Promise<IDBDatabase>((resolve) => {
        const open = indexedDB.open(name)
        open.onsuccess = () => resolve(open.result)
      })
      const count = await new Promise<number>((resolve) => {
        const asked = db.transaction('items').objectStore('items').count()
        asked.onsuccess = () => resolve(asked.result)
      })
      db.close()
      return count
    })
  await page.goto(`${okno.url}/settings`)
  await expect(page.getByText('Чатов: 1')).toBeVisible()
  await expect.poll(held).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Освободить место' }).click()
  await expect.poll(held).toBe(0)
  await expect(page.getByText('Чатов: 1, сообщений: 0')).toBeVisible()
  await page.goto(`${okno.url}/chats?tab=closed`)
  await openChat(page, 'Добрый день!')
  await expect(bubbles(page, 'Здравствуйте')).toHaveCount(1)
  await expect(bubbles(page, 'Добрый день!')).toHaveCount(1)
})

test('[F7][DEV1] tables that the browser has closed under the app are opened again without a reload', async ({ okno, browser }) => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB)
    const opened: IDBDatabase[] = []
    Object.assign(window, { opened })
    IDBFactory.prototype.open = (...args) => {
      const request = open(...args)
      request.addEventListener('success', () => opened.push(request.result))
      return request
    }
  })
  const { page, visitor } = await begin(okno, context)
  await page.evaluate(() => {
    for (const db of (window as unknown as { opened: IDBDatabase[] }).opened) {
      db.close()
      db.dispatchEvent(new Event('close'))
    }
  })
  await writeReply(page, 'После сна')
  await expect.poll(() => readBy(visitor)).toEqual(['После сна'])
  await expect(bubbles(page, 'После сна')).toHaveCount(1)
  await visitor.say('Спасибо')
  await expect(bubbles(page, 'Спасибо')).toHaveCount(1)
})

test('[F7][DEV2] a newer build in another tab upgrades at once; three old tabs ask to be reloaded', async ({ okno, browser }) => {
  const context = await browser.newContext()
  const { page } = await begin(okno, context)
  const tabs = [page, await context.newPage(), await context.newPage()]
  for (const tab of tabs.slice(1)) {
    await tab.goto(page.url())
    await expectLive(tab)
  }
  const newer = await context.newPage()
  await newer.goto(`${okno.url}/icons/icon.svg`)
  const names = (await databaseNames(page)).filter((name) => name.startsWith('okno-'))
  const took = await newer.evaluate(async (all) => {
    const began = performance.now()
    for (const name of all)
      await new Promise((resolve, reject) => {
        const open = indexedDB.open(name, 9990)
        open.onupgradeneeded = () => undefined
        open.onsuccess = resolve
        open.onerror = reject
      })
    return performance.now() - began
  }, names)
  expect(took).toBeLessThan(10_000)
  for (const tab of tabs) await expect(tab.getByRole('alertdialog', { name: 'Обновите вкладку' })).toBeVisible()
})

test('[F7][DEV7][I6] a local copy that is lost is fetched anew, and what waits to be sent is not lost with it', async ({
  okno,
  browser,
}) => {
  const context = await browser.newContext()
  const { page, visitor } = await begin(okno, context)
  await untilInstalled(page)
  await context.setOffline(true)
  await writeReply(page, 'Ещё не ушло')
  const [replica] = (await databaseNames(page)).filter((name) => name.startsWith('okno-replica'))
  await page.goto('about:blank')
  const other = await context.newPage()
  await context.setOffline(false)
  await other.goto(`${okno.url}/icons/icon.svg`)
  await other.evaluate(
    (name) =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase(name).onsuccess = resolve
      }),
    replica ?? '',
  )
  await page.goto(`${okno.url}/chats`)
  await expectLive(page)
  await expect.poll(() => readBy(visitor)).toEqual(['Ещё не ушло'])
  await openChat(page, 'Ещё не ушло')
  await expect(bubbles(page, 'Здравствуйте')).toHaveCount(1)
})

test('[F7] where the browser keeps nothing, Okno says why and what to do', async ({ okno, browser }) => {
  const context = await browser.newContext()
  await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  const page = await context.newPage()
  await page.goto(`${okno.url}/sign-in`)
  await page.getByLabel('E-mail').fill('owner@example.com')
  await page.getByLabel('Пароль').fill('owner-password')
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page.getByRole('alertdialog', { name: 'Браузер не даёт хранить данные' })).toBeVisible()
})
