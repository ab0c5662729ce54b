import type { Locator, Page } from '@playwright/test'
import { PROVIDER_KEY, startSmsProvider } from '../../server/channels/sms/http-peer'
import { startTurboSms, TURBO_KEY } from '../../server/channels/sms/turbosms-peer'
import { channels, connectWith, newChannel } from './channel-steps'
import { message, openDialog, reply, timeline } from './desk'
import { expect, type Okno, test } from './okno'

const OLENA = '380671112233'

async function newSmsChannel(okno: Okno, page: Page, via: string): Promise<Locator> {
  const window = await newChannel(okno, page, 'sms')
  await window.getByLabel('Как отправлять').selectOption({ label: via })
  return window
}

/** The key is tried before it is kept. */
async function connect(page: Page, window: Locator, { key, name }: { key: string; name: string }): Promise<void> {
  await connectWith(page, window, {
    field: 'Ключ провайдера',
    right: key,
    wrong: 'not-the-key',
    refusal: 'Токен или пароль не подходит',
    name,
  })
}

test('[H9][W4] any provider of SMS is connected by describing it; it calls back with what customers write and what became of ours', async ({
  okno,
  page,
}) => {
  const provider = await startSmsProvider()
  const window = await newSmsChannel(okno, page, 'Другой провайдер (веб-запросы)')
  await window.getByLabel('Отправитель').fill('Teplo')
  await window.getByLabel('Адрес для отправки').fill(`${provider.url}/v1/sms`)
  await window.getByLabel('Шаблон тела').fill('{"messages": [{"from": "{sender}", "to": "{digits}", "text": "{text}"}]}')
  await window.getByLabel('Адрес для проверки').fill(`${provider.url}/v1/balance`)
  await window.getByLabel('Где в ответе итог').fill('status')
  await window.getByLabel('Какой итог значит «принято»').fill('accepted')
  await window.getByLabel('Где номер сообщения').fill('messages[0].id')
  await window.getByLabel('Где причина отказа').fill('message')
  await connect(page, window, { key: PROVIDER_KEY, name: 'Teplo' })

  await channels(page).getByRole('button', { name: 'Изменить доступ: Teplo' }).click()
  const access = page.getByRole('dialog', { name: 'Изменить доступ: Teplo' })
  const address = (await access.getByRole('region', { name: 'Адрес для уведомлений' }).getByRole('code').textContent()) ?? ''
  await page.keyboard.press('Escape')
  const call = (fields: Record<string, string>, to = address) => fetch(to, { method: 'POST', body: new URLSearchParams(fields) })
  expect((await call({ from: OLENA, text: 'Чужий', id: '0' }, address.replace(/key=.*/, 'key=guessed'))).status).toBe(403)
  const said = { from: OLENA, text: 'Коли привезуть?', id: '1' }
  for (let time = 0; time < 2; time += 1) expect((await call(said)).status).toBe(200)

  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, '+380671112233')
  await expect(message(page, 'Коли привезуть?')).toHaveCount(1)
  await expect(timeline(page).getByText('Чужий')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Сообщение' }).fill('Завтра')
  await expect(page.getByText('SMS: 1, осталось 64')).toBeVisible()
  await reply(page, 'Завтра зранку')
  await expect.poll(() => provider.taken.map(({ to, text }) => [to, text])).toEqual([[OLENA, 'Завтра зранку']])
  await expect(message(page, 'Завтра зранку')).toContainText('отправлено')
  await call({ message_id: provider.taken[0]?.id ?? '', status: 'delivered' })
  await expect(message(page, 'Завтра зранку')).toContainText('доставлено')

  provider.fail('permanent')
  await reply(page, 'Ви тут?')
  await expect(timeline(page).getByText('Unknown subscriber')).toBeVisible()
  provider.fail('lost-answer')
  await reply(page, 'Останнє')
  await expect(message(page, 'Останнє')).toContainText('неизвестно, дошло ли')
  await expect(timeline(page).getByText('Сообщение могло дойти, проверьте и решите.')).toBeVisible()
  await timeline(page).getByRole('button', { name: 'Оно дошло' }).click()
  await expect(message(page, 'Останнє')).toContainText('отправлено')
  expect(provider.taken.map(({ text }) => text)).toEqual(['Завтра зранку', 'Останнє'])
  await provider.stop()
})

test('[H9][C-first] TurboSMS is connected by its key alone; one writes first, and sees what was delivered', async ({ okno, page }) => {
  const turbo = await startTurboSms()
  const window = await newSmsChannel(okno, page, 'TurboSMS')
  await window.getByLabel('Отправитель').fill('Teplo')
  await window.getByLabel('Сервер TurboSMS').fill(turbo.url)
  await connect(page, window, { key: TURBO_KEY, name: 'Teplo' })

  await page.getByRole('link', { name: 'Чаты' }).click()
  await page.getByRole('button', { name: 'Написать сообщение' }).click()
  const first = page.getByRole('dialog', { name: 'Написать сообщение' })
  await first.getByLabel('Канал').selectOption({ label: 'Teplo' })
  await first.getByLabel('Адрес контакта').fill('067 111 22 33')
  await first.getByLabel('Текст сообщения').fill('Ваше замовлення готове')
  await first.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect(message(page, 'Ваше замовлення готове')).toContainText('отправлено')
  expect(turbo.taken).toMatchObject([{ to: OLENA, sender: 'Teplo', text: 'Ваше замовлення готове' }])
  for (const one of turbo.taken) one.status = 'Delivered'
  await expect(message(page, 'Ваше замовлення готове')).toContainText('доставлено', { timeout: 40_000 })
  turbo.next('stop-list')
  await reply(page, 'Ще одне')
  await expect(timeline(page).getByText('номер в стоп-листе провайдера')).toBeVisible()
  await expect(message(page, 'Ще одне')).toContainText('не отправлено')
  turbo.next('stop-list')
  await reply(page, 'І ще одне')
  await expect(message(page, 'І ще одне')).toContainText('не отправлено')

  await page.getByRole('link', { name: 'Настройки' }).click()
  await channels(page).getByRole('button', { name: 'Состояние: Teplo' }).click()
  const resend = page.getByRole('dialog', { name: 'Состояние: Teplo' }).getByRole('region', { name: 'Неотправленные сообщения' })
  await expect(resend).toContainText('Не отправлены 2 сообщения')
  await resend.getByRole('button', { name: 'Отправить все снова' }).click()
  await resend.getByRole('button', { name: 'Отправить: 2' }).click()
  await expect(resend).toHaveCount(0)
  await expect.poll(() => turbo.taken.map(({ text }) => text)).toEqual(['Ваше замовлення готове', 'Ще одне', 'І ще одне'])
  await turbo.stop()
})
