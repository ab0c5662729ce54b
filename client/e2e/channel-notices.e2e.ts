import type { Page } from '@playwright/test'
import { SMSC_PASSWORD, SMSC_USER, startSmsc } from '../../server/channels/sms/smsc-peer'
import { message, openDialog, reply } from './desk'
import { expectAllSent, expectLive, expectOffline, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

const HOUR_MS = 3_600_000
const channels = (page: Page) => page.getByRole('region', { name: 'Каналы' })
const toSettings = (page: Page) => page.getByRole('link', { name: 'Настройки' }).click()
const toChats = (page: Page) => page.getByRole('link', { name: 'Чаты' }).click()

test('[SIL1] a channel in which it is unusually silent is told of to administrators, and in the settings, until somebody writes', async ({
  okno,
  browser,
}) => {
  const anna = await okno.newOperator('Анна')
  await past(okno, async ({ website, wrote, remember }) => {
    const since = Date.now() - 3 * HOUR_MS
    await wrote('Олена', ['Добрий день'], { until: since })
    // Five conversations every hour of the week, as a channel learns in time.
    const rhythm = { hour: Math.floor(Date.now() / HOUR_MS), count: 0, usual: Array.from({ length: 168 }, () => 5), since, expected: 15 }
    await remember(website, 'rhythm', JSON.stringify(rhythm))
  })
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), anna)
  await expect(page.getByText('Канал «Сайт» молчит.')).toBeVisible()
  await page.getByRole('link', { name: 'Открыть каналы' }).click()
  await expect(channels(page).getByText('сообщения могли перестать доходить')).toBeVisible()
  await expectLive(colleague)
  await expect(colleague.getByText('Канал «Сайт» молчит.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Скрыть: Сайт' }).click()
  await expect(page.getByText('Канал «Сайт» молчит.')).toHaveCount(0)
  const visitor = await okno.visitor()
  await visitor.say('Чи працюєте?')
  await expect(channels(page).getByText('сообщения могли перестать доходить')).toHaveCount(0)
})

test('[W4] in a chat whose channel is paused or has no line one is told that messages wait, without a network too', async ({
  okno,
  context,
  page,
}) => {
  test.slow()
  const smsc = await startSmsc()
  await okno.signIn(page)
  await expectLive(page)
  await untilInstalled(page)
  await toSettings(page)
  await channels(page).getByRole('button', { name: 'Подключить канал' }).click()
  const window = page.getByRole('dialog', { name: 'Новый канал' })
  await window.getByLabel('Вид канала').selectOption('sms')
  await window.getByLabel('Сервер оператора').fill('127.0.0.1')
  await window.getByLabel('Порт', { exact: true }).fill(String(smsc.port))
  await window.getByLabel('System ID').fill(SMSC_USER)
  await window.getByLabel('Пароль SMPP').fill(SMSC_PASSWORD)
  await window.getByLabel('Отправитель').fill('Teplo')
  await window.getByRole('button', { name: 'Проверить и подключить' }).click()
  await expect(channels(page).getByText('Работает', { exact: true })).toBeVisible()
  smsc.sms('380671112233', Buffer.from('Hello'))
  await toChats(page)
  await openDialog(page, '+380671112233')
  await expect(page.getByText('Канал «Teplo»')).toHaveCount(0)

  await toSettings(page)
  await channels(page).getByRole('button', { name: 'Приостановить: Teplo' }).click()
  await expectAllSent(page)
  await toChats(page)
  await openDialog(page, '+380671112233')
  await expect(page.getByText('Канал «Teplo» приостановлен.')).toBeVisible()
  await reply(page, 'Почекає')
  await context.setOffline(true)
  await expectOffline(page)
  await page.reload()
  await openDialog(page, '+380671112233')
  await expect(page.getByText('Канал «Teplo» приостановлен.')).toBeVisible()
  await context.setOffline(false)
  await expectLive(page)
  await toSettings(page)
  await channels(page).getByRole('button', { name: 'Возобновить: Teplo' }).click()
  await toChats(page)
  await openDialog(page, '+380671112233')
  await expect(page.getByText('Канал «Teplo» приостановлен.')).toHaveCount(0)
  await expect(message(page, 'Почекає')).toContainText('доставлено')

  await smsc.stop()
  await expect(page.getByText('У канала «Teplo» нет связи.')).toBeVisible()
  await expect(page.getByText('Сервер канала не отвечает')).toBeVisible()
  await smsc.start()
  await expect(page.getByText('У канала «Teplo» нет связи.')).toHaveCount(0, { timeout: 40_000 })
  await smsc.stop()
})
