import { newDialog } from '#shared/domain/dialog'
import { change } from '#shared/domain/row'
import { action, assignTo, dialogRow, openDialog, reply, tab } from './desk'
import { chatRows, expectLive, expectOffline } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

const HOUR_MS = 3_600_000

test('[L1][L7] the badge, the counter and the title clear with an answer, not with opening', async ({ okno, page }) => {
  const visitor = await okno.visitor()
  await visitor.say('Первый вопрос')
  await visitor.say('Второй вопрос')
  const other = await okno.visitor()
  await other.say('Привет от другого')

  await okno.signIn(page)
  const heading = page.getByRole('region', { name: 'Список чатов' }).locator('header')
  await expect(heading.getByText('2 чата без ответа')).toHaveCount(1)
  await expect(page).toHaveTitle('(2) Чаты — Okno')
  const row = dialogRow(page, 'Второй вопрос')
  await expect(row.getByText('2 сообщения без ответа')).toHaveCount(1)
  await expect(row.getByRole('img', { name: /Ответственный/ })).toHaveCount(0)

  await openDialog(page, 'Второй вопрос')
  await visitor.say('Третий вопрос')
  const opened = dialogRow(page, 'Третий вопрос')
  await expect(opened.getByText('3 сообщения без ответа')).toHaveCount(1)
  await openDialog(page, 'Привет от другого')
  await expect(opened.getByText('3 сообщения без ответа')).toHaveCount(1)
  await expect(page).toHaveTitle('(2) Чаты — Okno')

  await openDialog(page, 'Третий вопрос')
  await reply(page, 'Отвечаю на всё')
  const answered = dialogRow(page, 'Отвечаю на всё')
  await expect(answered.getByText(/без ответа/)).toHaveCount(0)
  await expect(answered.getByRole('img', { name: 'Ответственный: Owner' })).toBeVisible()
  await expect(heading.getByText('1 чат без ответа')).toHaveCount(1)
  await expect(page).toHaveTitle('(1) Чаты — Okno')

  await visitor.say('И ещё одно')
  await expect(dialogRow(page, 'И ещё одно').getByText('1 сообщение без ответа')).toHaveCount(1)
  await expect(page).toHaveTitle('(2) Чаты — Okno')
})

test('[L4] chats closed long ago come from the server although the device has none, and without a network the list says so', async ({
  okno,
  page,
}) => {
  const longAgo = Date.now() - 100 * 24 * HOUR_MS
  await past(okno, async ({ write, website }) => {
    const contact = { id: 'anna', channelId: website, peerKey: 'anna', name: 'Анна', nameBy: 'channel' as const, origin: null }
    await write(() => [
      change('contact', { ...contact, phones: [], emails: [], createdAt: longAgo }),
      change('dialog', { ...newDialog({ id: 'old', channelId: website, contactId: 'anna' }, longAgo), state: 'closed' }),
    ])
  })
  await okno.signIn(page)
  await expectLive(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await tab(page, 'Закрытые').click()
  await expect(page.getByText('Чаты, закрытые давно, хранятся на сервере')).toBeVisible()
  await page.context().setOffline(false)
  await expect(dialogRow(page, 'Анна')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Чаты, закрытые давно')).toHaveCount(0)
})

test('[L6] the newest stands on top, whoever wrote and whatever happened', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', ['вчера'], { until: Date.now() - 30 * HOUR_MS })
    await wrote('Борис', ['позавчера'], { until: Date.now() - 60 * HOUR_MS })
    await wrote('Вера', ['сегодня'], { until: Date.now() - 60_000 })
  })
  await okno.signIn(page)
  const rows = chatRows(page)
  await expect(rows).toHaveText([/Вера/, /Анна/, /Борис/])
  await openDialog(page, 'Борис')
  await assignTo(page, /Owner/)
  await expect(rows).toHaveText([/Борис/, /Вера/, /Анна/])
  const visitor = await okno.visitor()
  await visitor.say('Я только что пришёл')
  await expect(rows).toHaveText([/Я только что пришёл/, /Борис/, /Вера/, /Анна/])
})

test('[L7] a row tells channel, time and preview; the selected one gives the channel’s line to the message', async ({ okno, page }) => {
  // A day ago is yesterday in the page's time zone too, at any hour of this process's.
  const yesterday = Date.now() - 24 * HOUR_MS
  const minutes = String(new Date(yesterday).getMinutes()).padStart(2, '0')
  await past(okno, async ({ channel, wrote }) => {
    const channelId = await channel('telegram_bot', 'Бот магазина')
    const long = 'Добрый день, хочу заказать два пледа «Осень» и кружку «Туман», подскажите, пожалуйста, есть ли они сейчас в наличии'
    await wrote('Мария Коваль', [long], { channelId, until: yesterday })
    await wrote('Пётр', ['Спасибо'], { until: yesterday - 24 * HOUR_MS })
  })
  await okno.signIn(page)
  const row = dialogRow(page, 'Мария Коваль')
  await expect(row.getByRole('img', { name: 'Бот магазина' })).toHaveAttribute('title', 'Бот магазина')
  await expect(row.getByText('Бот магазина')).toBeVisible()
  await expect(row.getByText('Добрый день, хочу заказать')).toBeVisible()
  await expect(row.getByRole('time')).toHaveText('Вчера')
  await row.getByRole('time').hover()
  await expect(row.getByRole('time')).toHaveAttribute('title', new RegExp(`:${minutes}`))

  const before = await row.boundingBox()
  await row.click()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await expect(row.getByText('Бот магазина')).toHaveCount(0)
  await expect(row.getByText('Добрый день, хочу заказать')).toBeVisible()
  expect((await row.boundingBox())?.height).toBe(before?.height)
  await dialogRow(page, 'Пётр').click()
  await expect(row.getByText('Бот магазина')).toBeVisible()
})

test('[L6][L7] without a network an own answer puts its chat on top, with its preview, its assignee and no counter', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', ['вчера'], { until: Date.now() - 30 * HOUR_MS })
    await wrote('Вера', ['сегодня'])
  })
  await okno.signIn(page)
  const rows = chatRows(page)
  await expect(rows).toHaveText([/Вера/, /Анна/])
  await openDialog(page, 'Анна')
  await page.context().setOffline(true)
  await expectOffline(page)
  await reply(page, 'Отвечаю без сети')
  await expect(rows).toHaveText([/Анна/, /Вера/])
  const row = dialogRow(page, 'Анна')
  await expect(row).toContainText('Отвечаю без сети')
  await expect(row.getByRole('img', { name: 'Ответственный: Owner' })).toBeVisible()
  await expect(row.getByText(/без ответа/)).toHaveCount(0)
  await page.context().setOffline(false)
  await expectLive(page)
  await expect(rows).toHaveText([/Анна/, /Вера/])
})

test('[L4] the tabs hold open, closed, all and spam, and the address remembers which', async ({ okno, page }) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Открытый клиент', ['раз'])
    await wrote('Закрытый клиент', ['два'])
    await wrote('Рекламщик', ['три'])
  })
  await okno.signIn(page)
  await openDialog(page, 'Закрытый клиент')
  await action(page, 'Закрыть диалог').click()
  await expect(dialogRow(page, 'Закрытый клиент')).toHaveCount(0)
  await openDialog(page, 'Рекламщик')
  await action(page, 'Отметить как спам').click()
  await expect(dialogRow(page, 'Рекламщик')).toHaveCount(0)

  const rows = chatRows(page)
  await expect(rows).toHaveText([/Открытый клиент/])
  await tab(page, 'Закрытые').click()
  await expect(rows).toHaveText([/Закрытый клиент/])
  await tab(page, 'Все').click()
  await expect(rows).toHaveText([/Рекламщик/, /Закрытый клиент/, /Открытый клиент/])
  await tab(page, 'Спам').click()
  await expect(rows).toHaveText([/Рекламщик/])
  await expect(page).toHaveURL(/tab=spam/)
  await page.reload()
  await expect(tab(page, 'Спам')).toHaveAttribute('aria-selected', 'true')
  await expect(rows).toHaveText([/Рекламщик/])
  await page.keyboard.press('Tab')
  await tab(page, 'Спам').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab(page, 'Открытые')).toBeFocused()
  await expect(rows).toHaveText([/Открытый клиент/])
  // Closed and spam wait for nobody.
  await expect(page).toHaveTitle('(1) Чаты — Okno')
})
