import type { Page } from '@playwright/test'
import { startBridge } from '../../server/channels/gateway/test-bridge'
import { message, openDialog, reply, timeline } from './desk'
import { expectLive } from './inbox-steps'
import { test as base, expect, type Okno } from './okno'

const SECRET = 'a secret that both of them know'
type Bridge = Awaited<ReturnType<typeof startBridge>>

const test = base.extend<{ bridge: Bridge }>({
  // biome-ignore lint/correctness/noEmptyPattern: the framework reads the names of what a fixture needs from a pattern
  bridge: async ({}, use) => {
    const bridge = await startBridge(SECRET)
    await use(bridge)
    await bridge.stop()
  },
})

/** Through the screen, as an administrator does. @returns the address at which the bridge tells of events. */
async function connect(okno: Okno, page: Page, bridge: Bridge): Promise<string> {
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  const channels = page.getByRole('region', { name: 'Каналы' })
  await channels.getByRole('button', { name: 'Подключить канал' }).click()
  const window = page.getByRole('dialog', { name: 'Новый канал' })
  await window.getByLabel('Вид канала').selectOption('gateway')
  await window.getByLabel('Название канала').fill('Личный Viber')
  await window.getByLabel('Адрес моста').fill(bridge.url)
  await window.getByLabel('Секрет', { exact: true }).fill('not the secret they have')
  await window.getByRole('button', { name: 'Проверить и подключить' }).click()
  await expect(window.getByRole('alert')).toContainText('не подходит')
  await window.getByLabel('Секрет', { exact: true }).fill(SECRET)
  await window.getByRole('button', { name: 'Проверить и подключить' }).click()
  await expect(channels.getByText('Работает', { exact: true })).toBeVisible()
  await channels.getByRole('button', { name: 'Изменить доступ: Личный Viber' }).click()
  const access = page.getByRole('dialog', { name: 'Изменить доступ: Личный Viber' })
  const address = (await access.getByRole('region', { name: 'Адрес для уведомлений' }).getByRole('code').textContent()) ?? ''
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Чаты' }).click()
  return address
}

test('[H12][H13] anybody’s bridge brings a customer to the operator and the answer back, with replies, edits and reports', async ({
  okno,
  page,
  bridge,
}) => {
  const address = await connect(okno, page, bridge)
  const tell = async (event: object, headers?: Record<string, string>) => {
    const body = JSON.stringify({ peer: { id: 'olena', name: 'Олена' }, ...event })
    return (await fetch(address, { method: 'POST', body, headers: headers ?? bridge.signed(body) })).status
  }
  const asked = { type: 'message', id: 'in-1', text: 'Чи є плед у зеленому?' }
  expect(await tell({ ...asked, text: 'Підробка' }, {})).toBe(401)
  for (let time = 0; time < 2; time += 1) expect(await tell(asked)).toBe(202)
  await openDialog(page, 'Олена')
  await expect(message(page, 'Чи є плед у зеленому?')).toHaveCount(1)
  await expect(timeline(page).getByText('Підробка')).toHaveCount(0)
  expect(await tell({ type: 'edited', id: 'in-1', text: 'Чи є плед у синьому?', at: Date.now() })).toBe(202)
  await expect(message(page, 'Чи є плед у синьому?')).toContainText('изменено')

  await reply(page, 'Так, є')
  await expect(message(page, 'Так, є')).toContainText('отправлено')
  const [told] = bridge.told
  expect(told).toMatchObject({ text: 'Так, є' })
  expect(await tell({ type: 'status', id: `out-${told?.id}`, state: 'read' })).toBe(202)
  await expect(message(page, 'Так, є')).toContainText('прочитано')

  bridge.fail('lose-answer')
  await reply(page, 'Відправимо завтра')
  await expect(message(page, 'Відправимо завтра')).toContainText('отправлено', { timeout: 20_000 })
  expect(bridge.told.map(({ text }) => text)).toEqual(['Так, є', 'Відправимо завтра'])
  bridge.fail({ status: 410, error: 'номер больше не существует' })
  await reply(page, 'Ви ще тут?')
  await expect(timeline(page).getByText('номер больше не существует')).toBeVisible()
})
