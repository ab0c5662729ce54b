import type { Locator, Page } from '@playwright/test'
import { signInCookie } from './device'
import { test as computers } from './devices'
import {
  expectAllSent,
  expectLive,
  expectOffline,
  filePicker,
  fileTray,
  openChat,
  openDevice,
  timeline,
  untilInstalled,
} from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { messagesOf } from './visitor-steps'

const MEGABYTE = 1024 * 1024
const BIG = { name: 'каталог.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(6 * MEGABYTE, 7) }

const choose = (page: Page, file: typeof BIG) => filePicker(page).setInputFiles(file)

/** Parts that have come, by the place they began at; the connection may be cut under any of them. */
async function watchParts(page: Page, cut: (from: number) => boolean): Promise<number[]> {
  const parts: number[] = []
  await page.context().route('**/api/uploads/*', async (route) => {
    const from = route.request().headers()['upload-offset']
    if (from !== undefined) parts.push(Number(from))
    if (from !== undefined && cut(Number(from))) await route.abort('connectionreset')
    else await route.continue()
  })
  return parts
}

test('[C5][UPL4] a file whose connection is cut goes on where it was, and the reply arrives once, whole', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите каталог')
  await okno.signIn(page)
  await expectLive(page)
  await openChat(page, 'Пришлите каталог')
  let cuts = 0
  const parts = await watchParts(page, (from) => from > MEGABYTE && cuts++ < 2)

  await choose(page, BIG)
  await expect(fileTray(page)).toContainText('каталог.bin')
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(timeline(page)).toContainText('каталог.bin')
  await expectAllSent(page)
  await expect
    .poll(() => messagesOf(visitor).flatMap(({ attachments }) => attachments.map(({ size }) => size)))
    .toEqual([BIG.buffer.length])
  expect(cuts).toBeGreaterThan(1)
  // What had come before the cut was not sent again.
  expect(parts.filter((from) => from === 0)).toHaveLength(1)
})

test('[C5][W6] without a network a file says how far it has come, and one that cannot be shown does not promise to open', async ({
  okno,
  page,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите фото')
  await okno.signIn(page)
  await expectLive(page)
  await openChat(page, 'Пришлите фото')
  await watchParts(page, (from) => from > MEGABYTE)
  await choose(page, { ...BIG, name: 'примерка.heic', mimeType: 'image/heic' })
  await expect(fileTray(page)).toContainText(/Загружается, [1-9]/)
  await page.context().setOffline(true)
  await expectOffline(page)
  await expect(fileTray(page)).toContainText(/Ждёт сети, загружено [1-9]/)
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(timeline(page).getByRole('link', { name: 'Скачать примерка.heic' })).toContainText('Фото не показывается, его можно скачать')
})

test('[C5][WHO1] a file is not sent as whoever has signed in meanwhile, and goes when its author is signed in again', async ({
  okno,
  page,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите каталог')
  const pavel = await okno.newOperator('Павел')
  await okno.signIn(page, pavel)
  await expectLive(page)
  await openChat(page, 'Пришлите каталог')
  const context = page.context()
  const pavels = await context.cookies()
  const [name, value = ''] = (await signInCookie(okno.url, OWNER)).split('=')
  await context.addCookies([{ name: name ?? '', value, url: okno.url }])
  const answers: number[] = []
  context.on('response', (response) => response.url().includes('/api/uploads/') && answers.push(response.status()))

  await choose(page, BIG)
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect.poll(() => answers).toContain(401)
  expect(answers).not.toContain(200)
  await context.clearCookies()
  await context.addCookies(pavels)
  await expectAllSent(page)
  await expect
    .poll(() => messagesOf(visitor).flatMap(({ attachments }) => attachments.map(({ size }) => size)))
    .toEqual([BIG.buffer.length])
})

test('[C5] an upload can be paused, goes on when told, and a file taken away is not sent', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите каталог')
  await okno.signIn(page)
  await expectLive(page)
  await openChat(page, 'Пришлите каталог')
  let isHeld = true
  const parts = await watchParts(page, (from) => isHeld && from > 0)
  await choose(page, BIG)
  await expect.poll(() => parts.length).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Остановить загрузку: каталог.bin' }).click()
  await expect(fileTray(page)).toContainText('загрузка остановлена')
  isHeld = false
  await page.getByRole('button', { name: 'Продолжить загрузку: каталог.bin' }).click()
  await expect.poll(() => parts.at(-1) ?? 0).toBeGreaterThan(4 * MEGABYTE)
  await page.getByRole('button', { name: 'Убрать файл каталог.bin' }).click()
  await expect(fileTray(page)).toHaveCount(0)
})

test('[C5][C7] files go in the order they are put in, by keys or with the mouse, without a network too', async ({
  okno,
  page,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите счёт')
  await okno.signIn(page)
  await expectLive(page)
  await openChat(page, 'Пришлите счёт')
  await page.context().setOffline(true)
  await expectOffline(page)
  const files = ['один', 'два', 'три'].map((name) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(name) }))
  await filePicker(page).setInputFiles(files)
  const chips = fileTray(page).getByRole('listitem')
  await expect(chips).toContainText(['один', 'два', 'три'])

  await expect(chips.first()).toHaveAccessibleName('один.txt')
  await expect(chips.first()).toHaveAccessibleDescription('Перетащите, чтобы изменить порядок файлов')
  const third = page.getByRole('button', { name: 'Файл три.txt, 3 из 3', exact: true })
  await expect(third).toHaveAccessibleDescription('Переставить стрелками')
  await third.press('ArrowLeft')
  await expect(chips).toContainText(['один', 'три', 'два'])
  await expect(page.getByText('три.txt: теперь 2 из 3')).toHaveCount(1)
  // It keeps the focus, so that the next key moves it on.
  await page.keyboard.press('Home')
  await expect(chips).toContainText(['три', 'один', 'два'])
  await carry(page, chips.filter({ hasText: 'три' }), chips.filter({ hasText: 'два' }))
  await expect(chips).toContainText(['один', 'два', 'три'])
  await carry(page, chips.filter({ hasText: 'два' }), chips.filter({ hasText: 'один' }), 'Escape')
  await expect(chips).toContainText(['один', 'два', 'три'])
  await carry(page, chips.filter({ hasText: 'два' }), chips.filter({ hasText: 'один' }))
  await expect(chips).toContainText(['два', 'один', 'три'])

  await page.context().setOffline(false)
  await expectLive(page)
  const phone = await openDevice(okno, await browser.newContext())
  // Its row says what is begun in it.
  await openChat(phone, 'Черновик')
  await expect(fileTray(phone).getByRole('listitem')).toContainText(['два', 'один', 'три'])
  await phone.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect
    .poll(() => messagesOf(visitor).flatMap(({ attachments }) => attachments.map(({ name }) => name)))
    .toEqual(['два.txt', 'один.txt', 'три.txt'])
})

/** With the mouse, from one place past the middle of another. */
async function carry(page: Page, from: Locator, to: Locator, key?: 'Escape'): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('A file is not on the screen')
  const isOn = end.x > start.x
  await page.mouse.move(start.x + 20, start.y + 20)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width / 2, end.y + 20, { steps: 4 })
  await page.mouse.move(isOn ? end.x + end.width - 8 : end.x + 8, end.y + 20)
  if (key) await page.keyboard.press(key)
  await page.mouse.up()
}

computers('[C5][F3] an upload goes on after the browser was closed in the middle of it', async ({ okno, computer }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите каталог')
  const before = await (await computer.switchOn()).newPage()
  await okno.signIn(before, OWNER)
  await expectLive(before)
  await untilInstalled(before)
  await openChat(before, 'Пришлите каталог')
  const first = await watchParts(before, (from) => from > MEGABYTE)
  await choose(before, BIG)
  await before.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect.poll(() => first.some((from) => from > MEGABYTE)).toBe(true)
  await computer.switchOff()

  const after = await (await computer.switchOn()).newPage()
  const second = await watchParts(after, () => false)
  await after.goto(`${okno.url}/chats`)
  await expectLive(after)
  await expect
    .poll(() => messagesOf(visitor).flatMap(({ attachments }) => attachments.map(({ size }) => size)))
    .toEqual([BIG.buffer.length])
  expect(Math.min(...second)).toBeGreaterThan(MEGABYTE)
  await expectAllSent(after)
})
