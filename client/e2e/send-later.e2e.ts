import type { Page } from '@playwright/test'
import { message, openDialog, timeline } from './desk'
import { test } from './devices'
import { expectAllSent, expectLive, expectOffline, openDevice, openOutbox, untilInstalled } from './inbox-steps'
import { expectMoment, later, typeMoment, writeLater } from './later-steps'
import { expect } from './okno'

/** A minute or so ahead of now, by the clock of the device. */
const moment = (page: Page, ms: number) =>
  page.evaluate((ahead) => {
    const at = Math.ceil((Date.now() + ahead) / 60_000) * 60_000
    return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }, ms)

test('[C8] a message waits for its time through a restart of server and browser, can be changed, and goes once', async ({
  okno,
  computer,
}) => {
  test.setTimeout(240_000)
  const visitor = await okno.visitor()
  await visitor.say('Когда привезут?')
  const page = await openDevice(okno, await computer.switchOn())
  await openDialog(page, 'Когда привезут?')
  await expectLive(page)
  await writeLater(page, 'Привезли, приходите', 'Завтра утром')
  await expect(later(page)).toContainText('Запланировано на')
  await expect(page.getByRole('textbox', { name: 'Сообщение' })).toHaveValue('')
  await expect(timeline(page).getByText('Owner: сообщение запланировано')).toBeVisible()

  await okno.kill()
  await computer.switchOff()
  await okno.start()
  const again = await (await computer.switchOn()).newPage()
  await again.goto(okno.url)
  await expectLive(again)
  await openDialog(again, 'Когда привезут?')
  await later(again).getByRole('button', { name: 'Изменить' }).click()
  await later(again).getByRole('textbox', { name: 'Текст запланированного сообщения' }).fill('Привезли! Приходите')
  await typeMoment(later(again), await moment(again, 1000))
  await later(again).getByRole('button', { name: 'Сохранить' }).click()
  await expect(later(again)).toContainText('Привезли! Приходите')
  await expect(message(again, 'Привезли! Приходите')).toContainText('отправлено', { timeout: 90_000 })
  await expect(later(again)).toHaveCount(0)
  await expect(message(again, /Привезли/)).toHaveCount(1)

  await writeLater(again, 'Ещё одно', 'Через час')
  // An edit is left with nothing changed, and what is cancelled comes back with one click.
  await later(again).getByRole('button', { name: 'Изменить' }).click()
  await expect(later(again).getByRole('textbox', { name: 'Текст запланированного сообщения' })).toBeFocused()
  await again.keyboard.type(' и ещё')
  await again.keyboard.press('Escape')
  await expect(later(again)).toContainText('Ещё одно')
  await expect(later(again)).not.toContainText('и ещё')
  await later(again).getByRole('button', { name: 'Отменить' }).click()
  await expect(later(again)).toHaveCount(0)
  await again.getByRole('status').getByRole('button', { name: 'Отменить' }).click()
  await expect(later(again)).toContainText('Ещё одно')
  await later(again).getByRole('button', { name: 'Отменить' }).click()
  await expect(later(again)).toHaveCount(0)
  await writeLater(again, 'Прямо сейчас', 'Через час')
  await later(again).getByRole('button', { name: 'Отправить сейчас' }).click()
  await expect(message(again, 'Прямо сейчас')).toContainText('отправлено')
})

test('[C8] offline it waits on the device; if the customer answers first it says that it will not go', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Подумаю')
  const page = await openDevice(okno, await browser.newContext())
  await openDialog(page, 'Подумаю')
  await expectLive(page)
  await untilInstalled(page)
  await page.context().setOffline(true)
  await expectOffline(page)
  await writeLater(page, 'Вы подумали?', 'Через час')
  await expect(later(page)).toContainText('Вы подумали?')
  await page.context().setOffline(false)
  await expectLive(page)
  await expect(later(page)).toContainText('Запланировано на')
  await visitor.say('Беру!')
  await expect(later(page)).toContainText('Клиент ответил: не будет отправлено')
})

test('[C8] whoever changes only the words leaves the time that a colleague has set meanwhile', async ({ okno, browser }) => {
  const colleague = await okno.newOperator('Анна Коваль')
  const visitor = await okno.visitor()
  await visitor.say('Жду')
  const page = await openDevice(okno, await browser.newContext())
  const hers = await openDevice(okno, await browser.newContext(), colleague)
  await openDialog(page, 'Жду')
  await writeLater(page, 'Уже едет', 'Через час')
  await openDialog(hers, 'Жду')

  await later(page).getByRole('button', { name: 'Изменить' }).click()
  await later(page).getByRole('textbox', { name: 'Текст запланированного сообщения' }).fill('Уже подъезжает')
  await later(hers).getByRole('button', { name: 'Изменить' }).click()
  const inADay = await moment(hers, 24 * 3_600_000)
  await typeMoment(later(hers), inADay)
  await later(hers).getByRole('button', { name: 'Сохранить' }).click()
  await expectMoment(later(page), inADay)

  await later(page).getByRole('button', { name: 'Сохранить' }).click()
  await expect(later(hers)).toContainText('Уже подъезжает')
  await later(hers).getByRole('button', { name: 'Изменить' }).click()
  await expectMoment(later(hers), inADay)
})

test('[C8] of two who change the words of one message for later without a network, the later is told, and chooses', async ({
  okno,
  browser,
}) => {
  const colleague = await okno.newOperator('Анна Коваль')
  const visitor = await okno.visitor()
  await visitor.say('Жду')
  const page = await openDevice(okno, await browser.newContext())
  const hers = await openDevice(okno, await browser.newContext(), colleague)
  const write = async (by: Page, text: string) => {
    await later(by).getByRole('button', { name: 'Изменить' }).click()
    await later(by).getByRole('textbox', { name: 'Текст запланированного сообщения' }).fill(text)
    await later(by).getByRole('button', { name: 'Сохранить' }).click()
    await expect(later(by)).toContainText(text)
  }
  await openDialog(page, 'Жду')
  await writeLater(page, 'Уже едет', 'Через час')
  await openDialog(hers, 'Жду')
  for (const by of [page, hers]) {
    await by.context().setOffline(true)
    await expectOffline(by)
  }
  await write(page, 'Едет, будет к пяти')
  await write(hers, 'Едет, будет к шести')
  await hers.context().setOffline(false)
  await expectAllSent(hers)
  await page.context().setOffline(false)
  await expect(later(page)).toContainText('Едет, будет к шести')
  const outbox = await openOutbox(page)
  await expect(outbox).toContainText('Едет, будет к пяти')
  await expect(outbox).toContainText('Пока действие ждало, здесь всё изменилось')
  await expect(later(hers)).toContainText('Едет, будет к шести')
  await outbox.getByRole('button', { name: 'Повторить' }).click()
  await expect(later(hers)).toContainText('Едет, будет к пяти')
})
