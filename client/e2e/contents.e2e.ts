import type { Content } from '#shared/domain/content'
import { dialogRow, message, openDialog, reply, timeline, writeNote } from './desk'
import { expectAllSent, expectOffline, messageField, openDevice, untilInstalled } from './inbox-steps'
import { expect, type Okno, test } from './okno'
import { past } from './past'

const DAY_MS = 24 * 3_600_000

/** One customer's messages, by what they are, in a channel of a kind. */
async function told(okno: Okno, kind: 'telegram_bot' | 'instagram', contents: readonly (readonly [text: string, content: Content])[]) {
  await past(okno, async ({ told, channel }) => {
    const channelId = await channel(kind, 'Магазин')
    const peer = { key: 'iryna', name: 'Ирина', origin: null }
    for (const [index, [text, content]] of contents.entries())
      await told({ type: 'message', channelId, peer, key: `m${index}`, text, attachments: [], content, raw: '' })
  })
}

test('[W6][F1] stickers, places and people are shown as what they are, without a network too', async ({ okno, browser }) => {
  await told(okno, 'telegram_bot', [
    ['', { type: 'sticker', emoji: '🙈' }],
    ['', { type: 'location', latitude: 50.4501, longitude: 30.5234, title: 'Отделение № 5', address: 'ул. Ярославов Вал, 3' }],
    ['', { type: 'contact', name: 'Брат Тарас', phones: ['+380671112233'], emails: ['taras@example.com'] }],
  ])
  const page = await openDevice(okno, await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] }))
  await expect(dialogRow(page, 'Ирина')).toContainText('Контакт')
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await openDialog(page, 'Ирина')
  await expect(timeline(page).getByRole('img', { name: 'Стикер 🙈' })).toBeVisible()
  const place = message(page, 'Отделение № 5')
  await expect(place).toContainText('ул. Ярославов Вал, 3')
  await expect(place.getByRole('link', { name: 'Открыть на карте' })).toHaveAttribute('href', /50\.4501.*30\.5234/)
  await place.getByRole('button', { name: 'Скопировать координаты' }).click()
  await expect(page.getByText('Координаты скопированы')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('50.4501, 30.5234')
  const person = message(page, 'Брат Тарас')
  await expect(person.getByRole('link', { name: '+380671112233' })).toHaveAttribute('href', 'tel:+380671112233')
  await person.getByRole('button', { name: 'Скопировать контакт' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Брат Тарас\n+380671112233\ntaras@example.com')
})

test('[W6][C-window] a comment shows its post; it is answered for all, and privately once and in time', async ({ okno, page }) => {
  const post = { text: 'Пледы «Карпаты»: пять цветов', url: 'https://instagram.example/p/1', picture: null }
  const soon = Date.now() + 3 * DAY_MS + 60_000
  await told(okno, 'instagram', [
    ['Когда было?', { type: 'comment', post, privateUntil: Date.now() - DAY_MS }],
    ['Сколько стоит?', { type: 'comment', post, privateUntil: soon }],
  ])
  await okno.signIn(page)
  await openDialog(page, 'Ирина')
  const late = message(page, 'Когда было?')
  await expect(late.getByRole('link', { name: 'Открыть публикацию' })).toHaveAttribute('href', post.url)
  await expect(late.getByText('пять цветов')).toBeVisible()
  await expect(late.getByRole('button', { name: 'Ответить в личные' })).toBeDisabled()
  await expect(late.getByRole('button', { name: 'Ответить в личные' })).toHaveAttribute('title', /один раз в течение 7 дней/)

  const comment = message(page, 'Сколько стоит?')
  await comment.getByRole('button', { name: 'Ответить в личные' }).click()
  const form = page.getByRole('form', { name: 'Ответ клиенту' })
  await expect(form.getByText('Ответ в личные сообщения')).toBeVisible()
  await expect(form.getByText(/можно отправить один раз, осталось 3\s?дн/)).toBeVisible()
  await messageField(page).fill('1 390 грн')
  // What waits for its time does not know under which post it is to stand.
  await expect(page.getByRole('button', { name: 'Выбрать время отправки' })).toBeDisabled()
  await messageField(page).press('Enter')
  await expect(message(page, '1 390 грн')).toBeVisible()
  await expect(comment.getByRole('button', { name: 'Ответить в личные' })).toBeDisabled()

  await comment.getByRole('button', { name: 'Ответить публично' }).click()
  await expect(form.getByText('Ответ под публикацией, его увидят все')).toBeVisible()
  await reply(page, 'Ответили в личные')
  await expect(form.getByText('Ответ под публикацией, его увидят все')).toBeHidden()
  await expectAllSent(page)
  await expect(comment.getByRole('button', { name: 'Ответить в личные' })).toBeDisabled()
})

test('[W7] days stand between messages, and «new» before what has not been answered; an answer takes it away', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Ирина', ['Добрый день', 'Это ещё актуально?'], { until: Date.now() - 3 * DAY_MS })
  })
  await okno.signIn(page)
  await openDialog(page, 'Ирина')
  const news = timeline(page).getByRole('listitem').filter({ hasText: 'Новые сообщения' })
  await expect(news).toContainText('Добрый день')
  await expect(news).toHaveCount(1)
  const day = await page.evaluate(
    (at) => new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long' }).format(at),
    Date.now() - 3 * DAY_MS,
  )
  await expect(timeline(page).getByRole('listitem').first()).toContainText(day)
  await reply(page, 'Да, актуально')
  await expect(news).toHaveCount(0)
  await expect(timeline(page).getByRole('listitem').filter({ hasText: 'Сегодня' })).toHaveCount(1)
})

test('[C1] a note that is begun and not saved is there after the window was closed, and is saved once', async ({ okno, context }) => {
  await (await okno.visitor()).say('Позвоните мне')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Позвоните мне')
  await page.keyboard.press('Alt+KeyN')
  const field = page.getByRole('form', { name: 'Ответ клиенту' }).getByRole('textbox', { name: 'Текст заметки' })
  await field.fill('Просил после шести')
  await page.close()

  const again = await context.newPage()
  await again.goto(`${okno.url}/chats`)
  await openDialog(again, 'Позвоните мне')
  await again.keyboard.press('Alt+KeyN')
  await expect(again.getByRole('form', { name: 'Ответ клиенту' }).getByRole('textbox', { name: 'Текст заметки' })).toHaveValue(
    'Просил после шести',
  )
  await again.getByRole('button', { name: 'Сохранить заметку' }).click()
  await expect(timeline(again).getByRole('article', { name: 'Заметка' })).toHaveCount(1)
  await writeNote(again, 'Перезвонила')
  await expect(timeline(again).getByRole('article', { name: 'Заметка' })).toHaveCount(2)
})
