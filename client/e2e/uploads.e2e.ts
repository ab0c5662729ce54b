import type { Page } from '@playwright/test'
import { test as computers } from './devices'
import { expectAllSent, expectLive, openChat, timeline, untilInstalled } from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { messagesOf } from './visitor-steps'

const MEGABYTE = 1024 * 1024
const BIG = { name: 'каталог.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(6 * MEGABYTE, 7) }

const tray = (page: Page) => page.getByRole('list', { name: 'Файлы к сообщению' })
const choose = (page: Page, file: typeof BIG) => page.locator('form input[type=file]').setInputFiles(file)

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
  await expect(tray(page)).toContainText('каталог.bin')
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
  await expect(tray(page)).toContainText('загрузка остановлена')
  isHeld = false
  await page.getByRole('button', { name: 'Продолжить загрузку: каталог.bin' }).click()
  await expect.poll(() => parts.at(-1) ?? 0).toBeGreaterThan(4 * MEGABYTE)
  await page.getByRole('button', { name: 'Убрать файл каталог.bin' }).click()
  await expect(tray(page)).toHaveCount(0)
})

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
