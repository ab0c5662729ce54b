import type { Page } from '@playwright/test'
import { test as computers } from './devices'
import {
  bubbles,
  chatRows,
  expectAllSent,
  expectLive,
  expectOffline,
  filePicker,
  fileTray,
  messageField,
  openChat,
  openDevice,
  untilInstalled,
} from './inbox-steps'
import { expect, OWNER, test } from './okno'
import { messagesOf, readBy } from './visitor-steps'

const choose = (page: Page, name: string) =>
  filePicker(page).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`Это ${name}`) })

test('[C7] a draft follows the operator to another device, survives a reload, and goes when it is sent', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const [desk, phone] = [await openDevice(okno, await browser.newContext()), await openDevice(okno, await browser.newContext())]
  for (const page of [desk, phone]) await openChat(page, 'Здравствуйте')

  await messageField(desk).pressSequentially('Добрый день')
  await expect(messageField(phone)).toHaveValue('Добрый день')
  await expect(chatRows(phone)).toContainText('Черновик: Добрый день')
  await desk.reload()
  await expect(messageField(desk)).toHaveValue('Добрый день')

  // Goes on there, and comes back in the middle of looking at it here.
  await messageField(phone).press('Control+End')
  await messageField(phone).pressSequentially('! Лампа есть')
  await expect(messageField(desk)).toHaveValue('Добрый день! Лампа есть')

  await messageField(desk).press('Enter')
  for (const page of [desk, phone]) {
    await expect(bubbles(page, 'Добрый день! Лампа есть')).toHaveCount(1)
    await expect(messageField(page)).toHaveValue('')
    await expect(chatRows(page)).not.toContainText('Черновик')
  }
  await expect.poll(() => readBy(visitor)).toEqual(['Добрый день! Лампа есть'])
})

test('[C7] a draft edited on two devices at once keeps both edits', async ({ okno, browser }) => {
  await (await okno.visitor()).say('Здравствуйте')
  const devices = [await openDevice(okno, await browser.newContext()), await openDevice(okno, await browser.newContext())]
  for (const page of devices) await openChat(page, 'Здравствуйте')
  for (const page of devices) {
    await page.context().setOffline(true)
    await expectOffline(page)
  }
  const words = ['Доставим завтра', 'Скидки нет']
  for (const [index, page] of devices.entries()) await messageField(page).fill(words[index] ?? '')
  for (const page of devices) {
    await page.context().setOffline(false)
    await expectLive(page)
  }
  for (const page of devices) for (const part of words) await expect(messageField(page)).toHaveValue(new RegExp(part))
  const [one, other] = await Promise.all(devices.map((page) => messageField(page).inputValue()))
  expect(one).toBe(other)

  // Both in front of the same text again: an edit here is an edit there.
  const [first, second] = devices as [(typeof devices)[0], (typeof devices)[0]]
  await messageField(first).fill('Скидки нет, доставим завтра')
  await expect(messageField(second)).toHaveValue('Скидки нет, доставим завтра')
})

computers('[C7] files of a draft outlive the browser without a network, and follow the operator', async ({ okno, computer, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Пришлите схему')
  const before = await (await computer.switchOn()).newPage()
  await okno.signIn(before, OWNER)
  await expectLive(before)
  await untilInstalled(before)
  await openChat(before, 'Пришлите схему')
  await before.context().setOffline(true)
  await expectOffline(before)
  await choose(before, 'схема.txt')
  await expect(fileTray(before)).toContainText('схема.txt')
  await expect(chatRows(before)).toContainText('Черновик: Файл')
  await computer.switchOff()

  const context = await computer.switchOn()
  await context.setOffline(true)
  const after = await context.newPage()
  await after.goto(`${okno.url}/chats`)
  await chatRows(after).first().click()
  await expect(fileTray(after)).toContainText('схема.txt')

  const phone = await openDevice(okno, await browser.newContext(), OWNER)
  await openChat(phone, 'Пришлите схему')
  await choose(phone, 'паспорт.txt')
  await context.setOffline(false)
  await expectLive(after)
  for (const page of [after, phone]) await expect(fileTray(page).getByRole('listitem')).toHaveCount(2)

  await phone.getByRole('button', { name: 'Убрать файл паспорт.txt' }).click()
  for (const page of [after, phone]) await expect(fileTray(page).getByRole('listitem')).toHaveCount(1)
  await messageField(phone).press('Enter')
  await expectAllSent(phone)
  for (const page of [after, phone]) await expect(fileTray(page)).toHaveCount(0)
  await expect.poll(() => messagesOf(visitor).flatMap(({ attachments }) => attachments.map(({ name }) => name))).toEqual(['схема.txt'])
  await expect(chatRows(after)).not.toContainText('Черновик')
})

test('[C7][F4][F6] what is being written in one tab is not lost by signing out in another', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const [page, other] = [await openDevice(okno, context), await context.newPage()]
  await other.clock.install()
  await other.goto(`${okno.url}/settings`)
  await openChat(page, 'Здравствуйте')
  await okno.kill()
  await messageField(page).pressSequentially('Добрый день')
  await expect(chatRows(page)).toContainText('Черновик: Добрый день')
  // However long the server takes to come back, for the tab that waits for the draft it is no time.
  await other.clock.pauseAt(Date.now() + 60_000)
  await other.getByRole('button', { name: 'Выйти', exact: true }).click()
  await okno.start()
  await expectLive(page, { timeout: 30_000 })
  await other.clock.resume()
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
  await okno.signIn(page)
  await expect(chatRows(page)).toContainText('Черновик: Добрый день')
})

test('[C7][F6] signing out without a network tells first of a draft that would be lost', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, context)
  await openChat(page, 'Здравствуйте')
  await untilInstalled(page)
  await context.setOffline(true)
  await expectOffline(page)
  await messageField(page).fill('Добрый день')
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Выйти', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Есть неотправленная работа' })
  await expect(question).toContainText('Не отправлено действий: 1')
  await question.getByRole('button', { name: 'Остаться' }).click()
  await page.getByRole('link', { name: 'Чаты' }).click()
  await expect(chatRows(page)).toContainText('Черновик: Добрый день')
})
