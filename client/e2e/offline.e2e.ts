import type { Page } from '@playwright/test'
import type { VisitorClient } from '../../server/channels/widget/visitor-client'
import { test } from './devices'
import {
  addPhone,
  assignTo,
  bubbles,
  chatRows,
  connection,
  expectAllSent,
  expectLive,
  expectOffline,
  note,
  openChat,
  openDevice,
  openOutbox,
  remark,
  rename,
  timeline,
  untilInstalled,
  writeNote,
  writeReply,
} from './inbox-steps'
import { expect, OWNER } from './okno'
import { expectNoWayBack, watchScreen } from './screen-watch'

const REPLY = 'Да, лампа есть, отправим завтра'
const NOTE = 'Просит белую, не серую'
const REMARK = 'Любит скидки'

async function search(page: Page, query: string, found: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Поиск чатов' })
  await field.fill(query)
  await expect(
    page.getByRole('listbox', { name: 'Результаты поиска' }).getByRole('option').filter({ hasText: found }).first(),
  ).toBeVisible()
  await field.fill('')
}

const seenBy = ({ welcome, frames }: VisitorClient) => [
  ...welcome.messages,
  ...frames.flatMap((frame) => (frame.t === 'message' ? [frame.message] : [])),
]

test('[F1][L3][L4][W1][W2][W4][C1] without network and server, after a restart of the browser, all work goes on; back online it arrives once, in order', async ({
  okno,
  computer,
  browser,
}) => {
  test.setTimeout(120_000)
  await okno.newOperator('Анна Коваль')
  const colleague = await okno.newOperator('Пётр')
  const visitor = await okno.visitor()
  await visitor.say('Привет! Есть ли настольная лампа?')
  await visitor.say('Белая')
  await (await okno.visitor()).say('Сколько стоит доставка?')

  const online = await openDevice(okno, await computer.switchOn())
  await expect(chatRows(online)).toHaveCount(2)
  await untilInstalled(online)
  await computer.switchOff()
  await okno.kill()

  // The same browser, started without anything to connect to.
  const context = await computer.switchOn()
  await context.setOffline(true)
  const page = await context.newPage()
  await page.goto(okno.url)
  await expectOffline(page)
  await expect(chatRows(page)).toHaveCount(2)
  await openChat(page, 'Белая')
  await expect(bubbles(page, 'Привет! Есть ли настольная лампа?')).toBeVisible()
  const oldName = await page.getByRole('textbox', { name: 'Имя', exact: true }).inputValue()

  await search(page, 'доставка', 'Сколько стоит доставка?')
  await search(page, 'ghbdtn', 'Привет! Есть ли')
  await search(page, 'Gjctnbntkm', oldName)

  await writeReply(page, REPLY)
  await expect(bubbles(page, REPLY)).toContainText('ждёт сети на этом устройстве')
  const outbox = await openOutbox(page)
  await expect(outbox.getByText(REPLY)).toBeVisible()
  await page.keyboard.press('Escape')
  await writeNote(page, NOTE)
  await remark(page).fill(REMARK)
  await rename(page, 'Марина')
  await addPhone(page, '067 123 45 67')
  await assignTo(page, 'Анна Коваль')
  await page.getByRole('button', { name: 'Закрыть диалог' }).click()
  await page.getByRole('tab', { name: 'Все' }).click()
  await expect(page.getByRole('heading', { name: 'Марина' })).toBeVisible()
  await expect(page.getByRole('link', { name: '+380 67 123 4567' }).or(page.getByRole('link', { name: '067 123 4567' }))).toBeVisible()
  await expect(timeline(page)).toContainText('Owner: диалог закрыт')

  await watchScreen(page)
  const shown = await timeline(page)
    .locator('li')
    .evaluateAll((items) => items.map(({ id }) => id))
  await okno.start()
  await context.setOffline(false)
  // A browser does not always tell a page that was opened without a network that it is back: then the next try finds out.
  await expectLive(page, { timeout: 40_000 })
  await expectAllSent(page)
  await expect(bubbles(page, REPLY)).toContainText('отправлено')
  await expectNoWayBack(page)

  // The visitor got it once.
  const back = await okno.visitor({ token: visitor.welcome.token })
  await expect.poll(() => seenBy(back).map(({ text }) => text)).toEqual(['Привет! Есть ли настольная лампа?', 'Белая', REPLY])
  back.send({ t: 'seen', ids: seenBy(back).flatMap(({ id, from }) => (from === 'operator' ? [id] : [])), state: 'delivered' })
  await expect(bubbles(page, REPLY)).toContainText('доставлено')
  await expectNoWayBack(page)

  // A colleague sees all of it, in the same order.
  const second = await openDevice(okno, await browser.newContext(), colleague)
  await second.getByRole('tab', { name: 'Закрытые' }).click()
  await openChat(second, 'Марина')
  await expect(note(second)).toHaveValue(NOTE)
  await expect(remark(second)).toHaveValue(REMARK)
  expect(
    await timeline(second)
      .locator('li')
      .evaluateAll((items) => items.map(({ id }) => id)),
  ).toEqual(shown)
  for (const line of [
    `${OWNER.name} становится ответственным`,
    'ответственный — Анна Коваль',
    `имя клиента «${oldName}» изменено на «Марина»`,
    'добавлен телефон +380671234567',
    'диалог закрыт',
  ])
    await expect(timeline(second).getByText(line)).toHaveCount(1)
  await expect(bubbles(second, REPLY)).toHaveCount(1)
})

/** What the mark of the connection says, one thing after another; a screen reader reads it out. */
async function watchMark(page: Page): Promise<() => Promise<string[]>> {
  const said = await connection(page).evaluateHandle((mark) => {
    const said: string[] = []
    new MutationObserver(() => said.push(mark.textContent ?? '')).observe(mark, { subtree: true, childList: true, characterData: true })
    return said
  })
  return () => said.jsonValue()
}

test('[F1][W4] a browser that goes on saying that there is no network is not believed: replies leave by themselves', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Есть кто?')
  const context = await browser.newContext()
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }))
  const page = await openDevice(okno, context)
  await openChat(page, 'Есть кто?')

  const said = await watchMark(page)
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await expect.poll(said).toContain('Нет сети')
  await expectLive(page)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await writeReply(page, REPLY)
  await expectAllSent(page)
  await expect.poll(() => seenBy(visitor).map(({ text }) => text)).toContain(REPLY)
  expect(await said()).not.toContain('Подключаемся…')
  expect((await said()).filter((text) => text === 'Нет сети')).toHaveLength(1)
})
