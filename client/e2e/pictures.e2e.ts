import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { newId } from '#shared/domain/id'
import { WIDGET_BLOB_PATH } from '#shared/protocol/widget'
import {
  chatRows,
  expectAllSent,
  expectLive,
  expectOffline,
  filePicker,
  openChat,
  openDevice,
  timeline,
  untilInstalled,
} from './inbox-steps'
import { expect, test } from './okno'
import { messagesOf } from './visitor-steps'

const PICTURE = fileURLToPath(new URL('../../public/icons/icon-192.png', import.meta.url))

/** Bytes have come and are a picture. */
const expectShown = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      timeline(page)
        .getByRole('button', { name: 'Открыть фото' })
        .locator('img')
        .evaluateAll((all) => all.map((img) => (img as HTMLImageElement).naturalWidth)),
    )
    .toEqual([192])

test('[F1] a picture attached offline is shown at once, and delivered once when the network is back', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Покажите, пожалуйста')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await openChat(page, 'Покажите')
  await context.setOffline(true)
  await expectOffline(page)

  await filePicker(page).setInputFiles(PICTURE)
  await expect(page.getByRole('list', { name: 'Файлы к сообщению' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Сообщение' }).fill('Вот она')
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expectShown(page)
  await expect(timeline(page)).toContainText('ждёт сети на этом устройстве')

  await context.setOffline(false)
  await expectLive(page)
  await expectAllSent(page)
  await expectShown(page)
  await expect
    .poll(() => messagesOf(visitor))
    .toMatchObject([{ text: 'Вот она', attachments: [{ name: 'icon-192.png', mime: 'image/png', width: 192 }] }])
  const [message] = messagesOf(visitor)
  const answer = await fetch(`${okno.url}${WIDGET_BLOB_PATH}${message?.attachments[0]?.id}`, {
    headers: { authorization: `Bearer ${visitor.welcome.token}` },
  })
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(await readFile(PICTURE))
})

test('[F1] the visitor’s picture shows in the timeline, and once seen without a network too', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  const id = newId()
  const upload = await fetch(`${okno.url}${WIDGET_BLOB_PATH}${id}?name=lamp.png`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${visitor.welcome.token}`, 'content-type': 'image/png' },
    body: new Uint8Array(await readFile(PICTURE)),
  })
  expect(upload.ok).toBe(true)
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await untilInstalled(page)
  await visitor.say('', { files: [{ id, width: 192, height: 192 }] })
  await expect(chatRows(page)).toContainText('Фото')
  await chatRows(page).click()
  await expectShown(page)
  await timeline(page).getByRole('button', { name: 'Открыть фото' }).click()
  await expect(page.getByRole('dialog', { name: 'Просмотр фото' })).toBeVisible()

  await okno.kill()
  await context.setOffline(true)
  await page.reload()
  await expectOffline(page)
  await expectShown(page)
})
