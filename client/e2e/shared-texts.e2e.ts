import type { BrowserContext, Locator, Page } from '@playwright/test'
import { CLOSE } from '#shared/protocol/frames'
import {
  bubbles,
  chatRows,
  expectLive,
  expectOffline,
  note,
  openChat,
  openDevice,
  remark,
  timeline,
  untilInstalled,
  writeNote,
} from './inbox-steps'
import { expect, type Okno, OWNER, test } from './okno'
import { makeApiKey, openDocument } from './program'

async function typeAt(field: Locator, where: 'Home' | 'End', text: string): Promise<void> {
  await field.focus()
  await field.press(`Control+${where}`)
  await field.pressSequentially(text)
}

/** Nothing on the page is waiting to be stored. */
const expectStored = (page: Page): Promise<void> => expect(timeline(page).getByText('Сохранено у всех')).toBeVisible()

async function offline(page: Page, isOffline: boolean): Promise<void> {
  await page.context().setOffline(isOffline)
  await (isOffline ? expectOffline(page) : expectLive(page))
}

test('[C1] a note edited by two operators is one text: live, and after both were offline, without loss', async ({ okno, browser }) => {
  const colleague = await okno.newOperator('Анна Коваль')
  await (await okno.visitor()).say('Здравствуйте')
  const [mine, hers] = [await openDevice(okno, await browser.newContext()), await openDevice(okno, await browser.newContext(), colleague)]
  for (const page of [mine, hers]) await openChat(page, 'Здравствуйте')

  await writeNote(mine, 'Позвонить в среду')
  await expect(note(hers)).toHaveValue('Позвонить в среду')

  // At once, at both ends of the text.
  await Promise.all([typeAt(note(mine), 'End', ' после обеда'), typeAt(note(hers), 'Home', 'Срочно: ')])
  for (const page of [mine, hers]) await expect(note(page)).toHaveValue('Срочно: Позвонить в среду после обеда')
  await expect(timeline(mine).locator('[data-name="Анна Коваль"]')).toBeAttached()
  await expect(timeline(hers).locator(`[data-name="${OWNER.name}"]`)).toBeAttached()

  for (const page of [mine, hers]) await offline(page, true)
  await typeAt(note(mine), 'End', ', не раньше двух')
  await typeAt(note(hers), 'Home', 'Важно! ')
  await expect(note(mine)).toHaveValue('Срочно: Позвонить в среду после обеда, не раньше двух')
  await expect(note(hers)).toHaveValue('Важно! Срочно: Позвонить в среду после обеда')
  await expect(timeline(mine).getByText('Сохранено на устройстве')).toBeVisible()

  for (const page of [mine, hers]) await offline(page, false)
  const merged = 'Важно! Срочно: Позвонить в среду после обеда, не раньше двух'
  for (const page of [mine, hers]) {
    await expect(note(page)).toHaveValue(merged)
    await expectStored(page)
  }
  // What the server keeps is the same.
  await mine.reload()
  await expect(note(mine)).toHaveValue(merged)
})

test('[C1] a stock y-websocket client with an API key edits the note both ways; without a key it does not come in', async ({
  okno,
  browser,
}) => {
  const key = await makeApiKey(okno, 'Складская программа')
  await (await okno.visitor()).say('Здравствуйте')
  const page = await openDevice(okno, await browser.newContext())
  await openChat(page, 'Здравствуйте')
  await writeNote(page, 'Размер M')
  await expectStored(page)
  const dialogId = new URL(page.url()).pathname.split('/').at(-1)
  const itemId = (
    await timeline(page)
      .locator('li', { has: page.getByLabel('Текст заметки') })
      .getAttribute('id')
  )?.replace('item-', '')
  const document = `note.${dialogId}.${itemId}`

  const program = openDocument(okno, document, key)
  await expect.poll(() => program.text.toString()).toBe('Размер M')
  program.text.insert(program.text.length, ', синий')
  await expect(note(page)).toHaveValue('Размер M, синий')
  await typeAt(note(page), 'Home', 'Отложить: ')
  await expect.poll(() => program.text.toString()).toBe('Отложить: Размер M, синий')

  for (const wrong of [null, 'okno_nobody']) {
    const stranger = openDocument(okno, document, wrong)
    await expect.poll(() => stranger.refusals[0]).toBe(CLOSE.AUTH)
    expect(stranger.isConnected()).toBe(false)
    expect(stranger.text.toString()).toBe('')
    stranger.close()
  }
  program.close()
})

test('[K3] a remark is one text for all, and is read offline on a device that has never opened it', async ({ okno, browser }) => {
  const colleague = await okno.newOperator('Анна Коваль')
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const mine = await openDevice(okno, await browser.newContext())
  const herContext: BrowserContext = await browser.newContext()
  let hers = await openDevice(okno, herContext, colleague)
  await untilInstalled(hers)
  await expect(chatRows(hers)).toHaveCount(1)

  await openChat(mine, 'Здравствуйте')
  const before = await headOf(okno)
  await remark(mine).fill('Постоянный клиент')
  await expect.poll(() => headOf(okno)).toBeGreaterThan(before)
  // What comes after it is there, so it is there too.
  await visitor.say('Вы тут?')
  await expect(chatRows(hers)).toContainText('Вы тут?')
  await offline(hers, true)
  hers = await reopened(herContext, hers)
  await openChat(hers, 'Вы тут?')
  await expect(remark(hers)).toHaveValue('Постоянный клиент')

  await offline(mine, true)
  await typeAt(remark(mine), 'End', ', скидка 5%')
  await typeAt(remark(hers), 'Home', 'VIP. ')
  for (const page of [mine, hers]) await offline(page, false)
  for (const page of [mine, hers]) await expect(remark(page)).toHaveValue('VIP. Постоянный клиент, скидка 5%')
  await expect(bubbles(mine, 'Здравствуйте')).toHaveCount(1)
})

const headOf = async ({ url }: Okno): Promise<number> => ((await (await fetch(`${url}/health`)).json()) as { head: number }).head

async function reopened(context: BrowserContext, page: Page): Promise<Page> {
  await page.close()
  const next = await context.newPage()
  await next.goto(page.url())
  await expectOffline(next)
  return next
}
