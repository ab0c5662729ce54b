import type { Page } from '@playwright/test'
import { BRIDGE_SECRET, type Bridge, test } from './bridge-steps'
import { channels, connectWith, newChannel } from './channel-steps'
import { message, openDialog, reply, timeline } from './desk'
import { expectLive } from './inbox-steps'
import { expect, type Okno } from './okno'

/** Through the screen, as an administrator does. @returns the address at which the bridge tells of events. */
async function connect(okno: Okno, page: Page, bridge: Bridge): Promise<string> {
  const window = await newChannel(okno, page, 'gateway')
  await window.getByLabel('Название канала').fill('Личный Viber')
  await window.getByLabel('Адрес моста').fill(bridge.url)
  await connectWith(page, window, {
    field: 'Секрет',
    right: BRIDGE_SECRET,
    wrong: 'not the secret they have',
    refusal: 'не подходит',
    name: 'Личный Viber',
  })
  await channels(page).getByRole('button', { name: 'Изменить доступ: Личный Viber' }).click()
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

test('[H12][F3] the bridge dies, answers are lost, Okno is killed, things are told twice: nothing is lost and nothing comes twice', async ({
  okno,
  page,
  bridge,
}) => {
  test.slow()
  const address = await connect(okno, page, bridge)
  /** As a bridge does: until Okno has said that it has it. */
  const tell = async (number: number) => {
    const body = JSON.stringify({ type: 'message', id: `in-${number}`, peer: { id: 'olena', name: 'Олена' }, text: `рядок №${number}.` })
    await expect
      .poll(
        () =>
          fetch(address, { method: 'POST', body, headers: bridge.signed(body) }).then(
            ({ status }) => status,
            () => 0,
          ),
        {
          timeout: 40_000,
        },
      )
      .toBe(202)
  }
  await tell(1)
  await openDialog(page, 'Олена')
  for (let number = 2; number <= 10; number += 1) {
    await tell(number)
    if (number % 3 === 0) await tell(number)
    if (number === 4) await okno.kill()
    if (number === 4) await okno.start()
  }
  await expect(message(page, 'рядок №10.')).toBeVisible({ timeout: 60_000 })
  for (let number = 1; number <= 10; number += 1) await expect(message(page, `рядок №${number}.`)).toHaveCount(1)

  await expectLive(page)
  await bridge.stop()
  await reply(page, 'відповідь 1')
  await bridge.start()
  bridge.fail('lose-answer')
  bridge.fail({ status: 503 })
  await reply(page, 'відповідь 2')
  await reply(page, 'відповідь 3')
  await expect.poll(() => bridge.told.map(({ text }) => text), { timeout: 60_000 }).toEqual([1, 2, 3].map((n) => `відповідь ${n}`))
  for (let number = 1; number <= 3; number += 1)
    await expect(message(page, `відповідь ${number}`)).toContainText('отправлено', { timeout: 60_000 })
})
