import type { Page } from '@playwright/test'
import {
  bubbles,
  expectAllSent,
  expectLive,
  expectOffline,
  messageField,
  note,
  openChat,
  openDevice,
  remark,
  timeline,
  writeNote,
  writeReply,
  writingField,
} from './inbox-steps'
import { expect, test } from './okno'
import { expectNoWayBack, watchScreen } from './screen-watch'
import { holdStorage } from './slow-device'
import { readBy } from './visitor-steps'

test('[F3][DEV8] a tab closed in the very moment of Enter has lost nothing', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await openChat(page, 'Здравствуйте')
  const texts: string[] = []
  let chat = page
  for (const text of ['Первый ответ', 'Второй ответ', 'Третий ответ']) {
    await messageField(chat).fill(text)
    await messageField(chat).press('Enter')
    await chat.close()
    texts.push(text)
    chat = await context.newPage()
    await chat.goto(page.url())
    await expect(bubbles(chat, text)).toHaveCount(1)
    await expect(messageField(chat)).toHaveValue('')
  }
  await expect.poll(() => readBy(visitor)).toEqual(texts)
  await expectAllSent(chat)
})

test('[C1][DEV8] what is written while the reply before it is still being stored is sent by itself, in order, and so is a note', async ({
  okno,
  page,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  await okno.signIn(page)
  await openChat(page, 'Здравствуйте')
  const release = await holdStorage(page)
  for (const text of ['Раз', 'Два', 'Три']) {
    await messageField(page).fill(text)
    await messageField(page).press('Enter')
    await expect(messageField(page)).toHaveValue('')
  }
  await page.keyboard.press('Alt+KeyN')
  const noteField = writingField(page)
  await noteField.fill('Позвонить')
  await noteField.press('Enter')
  await expect(noteField).toHaveValue('')
  await release()
  await expect.poll(() => readBy(visitor)).toEqual(['Раз', 'Два', 'Три'])
  await expect(note(page)).toHaveValue('Позвонить')
  await expectAllSent(page)
})

test('[F3][DEV9] letters typed on a busy machine in the very moment of a reload or of closing the tab are in the note and the remark', async ({
  okno,
  browser,
}) => {
  await (await okno.visitor()).say('Здравствуйте')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await openChat(page, 'Здравствуйте')
  await writeNote(page, 'Заметка')
  await expect(timeline(page).getByText('Сохранено у всех')).toBeVisible()
  await beBusy(page)
  await note(page).press('Control+End')
  const claims = await footersWhileTyping(page)
  const words = ', и ещё слова'
  await note(page).pressSequentially(words)
  expect(await claims()).toEqual(words.split('').map(() => 'Сохранено на устройстве'))
  await page.reload()
  await expect(note(page)).toHaveValue(`Заметка${words}`)

  await expect(remark(page)).toBeEditable()
  await remark(page).pressSequentially('Постоянный')
  const next = await context.newPage()
  await page.close()
  await next.goto(page.url())
  await expect(remark(next)).toHaveValue('Постоянный')
  // They are not there alone: the others get them too.
  const other = await openDevice(okno, await browser.newContext())
  await openChat(other, 'Здравствуйте')
  await expect(note(other)).toHaveValue(`Заметка${words}`)
  await expect(remark(other)).toHaveValue('Постоянный')
})

async function beBusy(page: Page): Promise<void> {
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 6 })
}

/** What stands under the note in the very turn of each letter. */
async function footersWhileTyping(page: Page): Promise<() => Promise<readonly string[]>> {
  await note(page).evaluate((field) => {
    const footer = field.closest('article')?.querySelector('footer :last-child')
    const claims: string[] = []
    window.addEventListener('input', () => claims.push(footer?.textContent ?? ''))
    Object.assign(window, { claims })
  })
  return () => page.evaluate(() => (window as unknown as { claims: string[] }).claims)
}

test('[F3] the server dies while the operator works: work goes on, and everything arrives once, in order', async ({ okno, browser }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, await browser.newContext())
  await openChat(page, 'Здравствуйте')
  await watchScreen(page)

  const texts = Array.from({ length: 8 }, (_, index) => `Ответ ${String(index + 1).padStart(2, '0')}`)
  for (const [index, text] of texts.entries()) {
    // In the middle of what is on its way.
    if (index === 4) void okno.kill()
    await writeReply(page, text)
    await expect(bubbles(page, text)).toHaveCount(1)
  }
  await expectOffline(page)
  await writeNote(page, 'Сервер упал, клиент ждёт')
  await okno.start()
  // The tries come less and less often, half a minute apart at most.
  await expectLive(page, { timeout: 35_000 })
  await expectAllSent(page)
  // What was with the channel at that very moment may have arrived: a person decides (OUT2).
  const arrived = timeline(page).getByRole('button', { name: 'Оно дошло' })
  expect(await arrived.count()).toBeLessThanOrEqual(1)
  for (const button of await arrived.all()) await button.click()
  await expectAllSent(page)
  await expect(timeline(page).getByText('неизвестно, дошло ли')).toHaveCount(0)
  await expect(bubbles(page, 'Ответ 08')).toContainText('отправлено')
  await expect(timeline(page).getByText('Сохранено у всех')).toBeVisible()
  await expectNoWayBack(page)

  const back = await okno.visitor({ token: visitor.welcome.token })
  await expect.poll(() => readBy(back)).toEqual(['Здравствуйте', ...texts])
  await page.reload()
  for (const text of texts) await expect(bubbles(page, text)).toHaveCount(1)
  await expect(note(page)).toHaveValue('Сервер упал, клиент ждёт')
})
