import type { Page } from '@playwright/test'
import { type Emulator, startEmulator } from '../../server/channels/telegram-bot/emulator'
import { makePerson } from '../../server/channels/telegram-bot/emulator-person'
import { connectWith, newChannel } from './channel-steps'
import { chat, dialogRow, message, openDialog, reply, timeline } from './desk'
import { expectLive } from './inbox-steps'
import { test as base, expect, type Okno } from './okno'

const TOKEN = '7700:AAEmulatedTokenOfATestBot-0123456789'

const test = base.extend<{ telegram: Emulator }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  telegram: async ({}, use) => {
    const emulator = await startEmulator(TOKEN)
    await use(emulator)
    await emulator.stop()
  },
})

/** Through the screen, as an administrator does. */
async function connect(okno: Okno, page: Page, telegram: Emulator): Promise<void> {
  const window = await newChannel(okno, page, 'telegram_bot')
  await window.getByLabel('Сервер Bot API').fill(telegram.url)
  await connectWith(page, window, {
    field: 'Токен бота',
    right: TOKEN,
    wrong: '7700:AAWrongTokenOfATestBot-0123456789000',
    refusal: 'Токен или пароль не подходит',
    name: 'Тепло (@teplo_bot)',
  })
  await page.getByRole('link', { name: 'Чаты' }).click()
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

test('[H2] a bot is connected; a customer and an operator talk, with files, replies, edits and reactions', async ({
  okno,
  page,
  telegram,
}) => {
  await connect(okno, page, telegram)
  const olena = makePerson(telegram.state, { id: 42, first_name: 'Олена', username: 'olena', language_code: 'uk' })
  const asked = olena.writes('Чи є плед у зеленому?')
  await expect(dialogRow(page, 'Олена')).toBeVisible()
  await openDialog(page, 'Олена')
  olena.sends('photo', PNG, { caption: 'Такий' })
  await expect(message(page, 'Такий').getByRole('button', { name: /Открыть фото/ })).toBeVisible()
  olena.tells({ location: { latitude: 50.45, longitude: 30.52 } })
  olena.edits(asked, 'Чи є плед у синьому?')
  await expect(message(page, 'Чи є плед у синьому?')).toContainText('изменено')

  await reply(page, 'Так, є')
  await expect(message(page, 'Так, є')).toContainText('отправлено')
  await expect.poll(() => olena.shown().map(({ text }) => text)).toEqual(['Так, є'])
  olena.reacts(olena.shown()[0]?.message_id ?? 0, '👍')
  await expect(message(page, 'Так, є').getByText('👍')).toBeVisible()

  await page.getByRole('textbox', { name: 'Сообщение' }).fill('Ось він')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Прикрепить файл' }).click()])
  await chooser.setFiles({ name: 'plaid.png', mimeType: 'image/png', buffer: PNG })
  await expect(chat(page).getByText('plaid.png').first()).toBeVisible()
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect.poll(() => olena.shown().at(-1)?.file?.bytes.length, { timeout: 20_000 }).toBe(PNG.length)
  expect(olena.shown().at(-1)).toMatchObject({ method: 'sendPhoto', text: 'Ось він' })

  await page.getByRole('textbox', { name: 'Сообщение' }).fill('Ще два')
  const [several] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Прикрепить файл' }).click()])
  await several.setFiles(['one.png', 'two.png'].map((name) => ({ name, mimeType: 'image/png', buffer: PNG })))
  await expect(chat(page).getByText('two.png').first()).toBeVisible()
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect
    .poll(
      () =>
        olena
          .shown()
          .slice(-2)
          .map(({ method, text }) => `${method} ${text}`),
      { timeout: 20_000 },
    )
    .toEqual(['sendMediaGroup Ще два', 'sendMediaGroup '])

  // Who has written before is written to first; a bot cannot begin with anybody else.
  await page.getByRole('button', { name: 'Написать сообщение' }).click()
  const first = page.getByRole('dialog', { name: 'Написать сообщение' })
  const bot = first.getByLabel('Канал').locator('option', { hasText: 'Тепло' })
  await expect(bot).toBeDisabled()
  await first.getByLabel('Контакт', { exact: true }).fill('Олена')
  await first.getByRole('option', { name: /Олена/ }).click()
  await expect(bot).toBeEnabled()
  await first.getByLabel('Канал').selectOption({ label: 'Тепло (@teplo_bot)' })
  await first.getByLabel('Текст сообщения').fill('Ваш плед приїхав')
  await first.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Ваш плед приїхав')).toContainText('отправлено')
  await expect.poll(() => olena.shown().at(-1)?.text).toBe('Ваш плед приїхав')
  await expect(dialogRow(page, 'Олена')).toHaveCount(1)

  olena.blocks()
  await reply(page, 'Ви ще тут?')
  await expect(timeline(page).getByText('клиент заблокировал бота')).toBeVisible()
})

test('[H2][F3] Telegram dies, the server is killed, things are told twice: nothing is lost and nothing comes twice', async ({
  okno,
  page,
  telegram,
}) => {
  test.slow()
  await connect(okno, page, telegram)
  const olena = makePerson(telegram.state, { id: 42, first_name: 'Олена' })
  olena.writes('рядок №1.')
  await openDialog(page, 'Олена')
  for (let number = 2; number <= 12; number += 1) {
    olena.writes(`рядок №${number}.`)
    if (number % 3 === 0) telegram.repeat()
    if (number === 4) await okno.kill()
    if (number === 6) await okno.start()
    if (number === 8) await telegram.stop()
    if (number === 10) await telegram.start()
  }
  // Whoever comes after a dead process waits for its lease, and for Telegram to answer again.
  await expect(message(page, 'рядок №12.')).toBeVisible({ timeout: 60_000 })
  for (let number = 1; number <= 12; number += 1) await expect(message(page, `рядок №${number}.`)).toHaveCount(1)

  await expectLive(page)
  for (let number = 1; number <= 4; number += 1) await reply(page, `відповідь ${number}`)
  await expect.poll(() => olena.shown().length, { timeout: 40_000 }).toBe(4)
  expect(olena.shown().map(({ text }) => text)).toEqual([1, 2, 3, 4].map((number) => `відповідь ${number}`))
})
