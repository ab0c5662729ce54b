import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { action, assignTo, dialogRow, message, openDialog, reply, timeline, writeNote } from './desk'
import { expect, test } from './okno'
import { chatFrame, conversation, launcher, messageField, openChat, openShop, PICTURE, recordFrames, say } from './shop-page'

const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url))
const MAX_WIDGET_BYTES = 35 * 1024
const DAY_MS = 24 * 3_600_000

test('[H1][L7] a visitor writes by keyboard, sends a picture, sees the operator typing, the answer, and finds it all next day', async ({
  okno,
  page,
  context,
  browser,
}) => {
  await page.goto(`${okno.url}/demo`)
  await launcher(page).waitFor()
  await expect(launcher(page)).toHaveAccessibleName('Открыть чат')
  await launcher(page).focus()
  await page.keyboard.press('Enter')
  await expect(messageField(page)).toBeFocused()
  await page.keyboard.type('Есть лампа «Вечер»?')
  await page.keyboard.press('Enter')
  await expect(conversation(page).getByText('Есть лампа «Вечер»?')).toBeVisible()
  await expect(conversation(page).getByText('Доставлено')).toBeVisible()
  const saidAt = Date.now()

  await chatFrame(page).locator('input[type=file]').setInputFiles(PICTURE)
  await expect(messageField(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(conversation(page).getByRole('button', { name: /lamp\.png/ })).toBeVisible()

  const desk = await (await browser.newContext()).newPage()
  await okno.signIn(desk)
  await openDialog(desk, /Фото/)
  await expect(message(desk, 'Есть лампа «Вечер»?')).toBeVisible()
  await timeline(desk).getByRole('button', { name: 'Открыть фото lamp.png' }).click()
  await expect(desk.getByRole('dialog').getByRole('img', { name: 'lamp.png' })).toBeVisible()
  await desk.keyboard.press('Escape')

  await desk.getByRole('textbox', { name: 'Сообщение' }).pressSequentially('Да')
  await expect(chatFrame(page).getByRole('status').filter({ hasText: 'Owner печатает…' })).toHaveCount(1)
  await reply(desk, 'Да, в наличии три.')
  await expect(conversation(page).getByText('Да, в наличии три.')).toBeVisible()
  await expect(chatFrame(page).getByRole('status').filter({ hasText: 'печатает' })).toHaveCount(0)

  // On the row as well, where others see who is about to write again.
  await messageField(page).pressSequentially('А ещё')
  await expect(dialogRow(desk, 'Клиент печатает…')).toHaveCount(1)
  await expect(desk.getByRole('region', { name: 'Окно чата' }).getByText('Клиент печатает…')).toBeVisible()

  await page.close()
  const nextDay = await context.newPage()
  await nextDay.clock.install({ time: saidAt + DAY_MS })
  await nextDay.goto(`${okno.url}/demo`)
  await openChat(nextDay)
  const known = conversation(nextDay)
  await expect(known.getByText('Есть лампа «Вечер»?')).toBeVisible()
  await expect(known.getByText('Да, в наличии три.')).toBeVisible()
  await expect(known.getByText('Вчера')).toBeVisible()
  await expect(known.getByRole('button', { name: /lamp\.png/ })).toBeVisible()
  await messageField(nextDay).press('Escape')
  await expect(launcher(nextDay)).toBeFocused()
  await desk.context().close()
})

test('[H1] the chat speaks Russian, Ukrainian and English on a page of another site', async ({ okno, browser }) => {
  const languages = [
    { code: 'ru', open: 'Открыть чат', field: 'Сообщение', send: 'Отправить', sent: 'Доставлено' },
    { code: 'uk', open: 'Відкрити чат', field: 'Повідомлення', send: 'Надіслати', sent: 'Доставлено' },
    { code: 'en', open: 'Open chat', field: 'Message', send: 'Send', sent: 'Delivered' },
  ]
  const shop = await openShop({ origin: okno.url, channelId: await okno.channelId() })
  for (const { code, open, field, send, sent } of languages) {
    // Each a new visitor: a page that was left open would open its chat again.
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${shop.url}/?language=${code}`)
    await expect(launcher(page)).toHaveAccessibleName(open)
    await launcher(page).click()
    await chatFrame(page).getByRole('textbox', { name: field }).fill(`+ ${code}`)
    await chatFrame(page).getByRole('button', { name: send }).click()
    await expect(conversation(page).getByText(sent)).toBeVisible()
    await page.context().close()
  }
  await shop.close()
})

test('[H1] the script and everything of its frame come to less than 35 KB gzipped', async () => {
  const folder = join(CLIENT, 'widget')
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(html|js|css|svg|woff2)$/.test(name))
  const files = [join(CLIENT, 'widget.js'), ...names.map((name) => join(folder, name))]
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  expect(files.length).toBeGreaterThan(2)
  expect(bytes).toBeGreaterThan(8 * 1024)
  expect(bytes).toBeLessThan(MAX_WIDGET_BYTES)
})

test('[H1][F3] a message written while the server is down arrives once when it is back', async ({ okno, page, browser }) => {
  await page.goto(`${okno.url}/demo`)
  await openChat(page)
  await say(page, 'До перерыва')
  await expect(conversation(page).getByText('Доставлено')).toBeVisible()
  const desk = await (await browser.newContext()).newPage()
  await okno.signIn(desk)
  await openDialog(desk, 'До перерыва')

  await okno.kill()
  await say(page, 'Во время перерыва')
  await expect(chatFrame(page).getByText('Нет связи. Сообщения уйдут, как только она появится.')).toBeVisible()
  await expect(conversation(page).getByText('Отправляется')).toBeVisible()
  await okno.start()
  await expect(conversation(page).getByText('Отправляется')).toHaveCount(0, { timeout: 40_000 })
  await say(page, 'После перерыва')
  await expect(conversation(page).getByText('Доставлено')).toBeVisible()
  await expect(message(desk, 'После перерыва')).toBeVisible({ timeout: 40_000 })
  await expect(message(desk, 'Во время перерыва')).toHaveCount(1)
  await expect(conversation(page).getByText('Во время перерыва')).toHaveCount(1)
  await desk.context().close()
})

test('[W2][C1] nothing but messages reaches the visitor while operators write notes, assign and close', async ({ okno, page, browser }) => {
  const frames = recordFrames(page)
  await page.goto(`${okno.url}/demo`)
  await openChat(page)
  await say(page, 'Сколько стоит плед?')
  const colleague = await okno.newOperator('Секретарёва Зинаида')
  const desk = await (await browser.newContext()).newPage()
  await okno.signIn(desk)
  await openDialog(desk, 'Сколько стоит плед?')

  await writeNote(desk, 'Клиент всегда торгуется')
  await desk.getByRole('textbox', { name: 'Примечание' }).fill('Скидку не давать')
  await assignTo(desk, colleague.name)
  await expect(timeline(desk).getByText('ответственный — Секретарёва Зинаида')).toBeVisible()
  await action(desk, 'Закрыть диалог').click()
  await expect(timeline(desk).getByText('диалог закрыт')).toBeVisible()
  await action(desk, 'Отметить как спам').click()
  await expect(timeline(desk).getByText('отмечено как спам')).toBeVisible()
  await action(desk, 'Не спам').click()
  await expect(dialogRow(desk, 'Сколько стоит плед?')).toBeVisible()
  await reply(desk, 'Плед стоит 3900')
  await expect(conversation(page).getByText('Плед стоит 3900')).toBeVisible()

  const heard = frames.join('\n')
  const types = new Set(frames.map((frame) => (JSON.parse(frame) as { t: string }).t))
  for (const type of types) expect(['welcome', 'ack', 'message', 'typing', 'seen', 'pong']).toContain(type)
  expect(heard).toContain('Плед стоит 3900')
  for (const secret of ['торгуется', 'Скидку', 'Секретарёва', 'Зинаида', 'закрыт', 'спам', 'owner@example.com'])
    expect(heard).not.toContain(secret)
  await desk.context().close()
})
