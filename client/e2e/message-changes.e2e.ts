import { onMessage } from './desk'
import {
  bubbles,
  chatRows,
  expectAllSent,
  expectOffline,
  openChat,
  openDevice,
  quotePrice,
  timeline,
  untilInstalled,
  writeReply,
} from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'
import { readBy } from './visitor-steps'

test('[W5] a customer’s edit, deletion and reaction are shown, with what stood before; no counter moves', async ({ okno, page }) => {
  await past(okno, async ({ told, website }) => {
    const peer = { key: 'anna', name: 'Анна', origin: null }
    const of = (key: string) => ({ channelId: website, peerKey: 'anna', target: { key } })
    const say = (key: string, text: string) => told({ type: 'message', channelId: website, peer, key, text, attachments: [], raw: '' })
    // The edit is here before its message.
    await told({ ...of('b'), type: 'edited', text: 'Беру три пары', at: 5 })
    await say('a', 'Здравствуйте')
    await say('b', 'Беру две пары')
    await say('c', 'Номер карты 4444')
    await told({ ...of('c'), type: 'deleted', at: 6 })
    await told({ ...of('a'), type: 'reaction', emojis: ['❤️'], at: 7 })
  })
  await okno.signIn(page)
  await expect(chatRows(page).first()).toContainText('Сообщение удалено')
  await expect(chatRows(page).first()).toContainText('3')
  await chatRows(page).first().click()
  await expect(bubbles(page, 'Беру три пары')).toHaveCount(1)
  await bubbles(page, 'Беру три пары').getByRole('button', { name: 'изменено' }).click()
  await expect(page.getByRole('dialog', { name: 'История изменений' })).toContainText('Беру две пары')
  await page.keyboard.press('Escape')

  const gone = bubbles(page, 'Клиент удалил это сообщение')
  await expect(gone).not.toContainText('4444')
  await gone.getByRole('button', { name: 'Показать, что было' }).click()
  await expect(gone).toContainText('Номер карты 4444')
  await expect(bubbles(page, 'Здравствуйте').getByRole('list', { name: 'Реакции' })).toContainText('❤️')
})

test('[W3][W5] an operator edits, takes back and reacts; the visitor sees it at once, and no earlier words', async ({ okno, page }) => {
  const visitor = await quotePrice(okno, page)
  await expect.poll(() => readBy(visitor)).toContain('Цена 900')

  await onMessage(page, 'Цена 900', 'Изменить')
  await page.getByRole('textbox', { name: 'Новый текст сообщения' }).fill('Цена 800')
  await page.keyboard.press('Enter')
  await expect(bubbles(page, 'Цена 800')).toHaveCount(1)
  await expect(timeline(page)).toContainText('Owner: сообщение клиенту изменено')
  expect((await visitor.until('changed')).message).toMatchObject({ text: 'Цена 800', isEdited: true })

  await onMessage(page, 'Сколько стоит?', 'Реакция')
  await page.getByRole('button', { name: 'Поставить 👍' }).click()
  await expect(bubbles(page, 'Сколько стоит?').getByRole('button', { name: '👍: Owner' })).toHaveAttribute('aria-pressed', 'true')
  await expect
    .poll(() => visitor.frames.flatMap((frame) => (frame.t === 'changed' ? [frame.message.reactions ?? []] : [])).at(-1))
    .toEqual(['👍'])

  await onMessage(page, 'Цена 800', 'Удалить у клиента')
  await page.getByRole('dialog', { name: 'Удалить сообщение у клиента?' }).getByRole('button', { name: 'Удалить', exact: true }).click()
  await expect(bubbles(page, 'Owner: сообщение удалено')).toHaveCount(1)
  await visitor.until('gone')
  const back = await okno.visitor({ token: visitor.welcome.token })
  expect(back.welcome.messages.map(({ text }) => text)).toEqual(['Сколько стоит?'])
})

test('[W5][F1] a message edited without a network shows so at once, and the visitor has it when the network is back', async ({
  okno,
  browser,
}) => {
  const visitor = await okno.visitor()
  await visitor.say('Когда привезёте?')
  const context = await browser.newContext()
  const page = await openDevice(okno, context)
  await openChat(page, 'Когда')
  await writeReply(page, 'Завтра')
  await expectAllSent(page)
  await untilInstalled(page)
  await context.setOffline(true)
  await expectOffline(page)
  await onMessage(page, 'Завтра', 'Изменить')
  await page.getByRole('textbox', { name: 'Новый текст сообщения' }).fill('Послезавтра')
  await page.keyboard.press('Enter')
  await expect(bubbles(page, 'Послезавтра')).toHaveCount(1)
  await expect(timeline(page)).toContainText('Изменение ещё не у клиента')
  await context.setOffline(false)
  expect((await visitor.until('changed')).message.text).toBe('Послезавтра')
  await expect(timeline(page)).not.toContainText('Изменение ещё не у клиента')
})

test('[W3] what the channel cannot do is not done, and the reason stands beside it', async ({ okno, page }) => {
  await past(okno, async ({ channel, wrote }) => {
    await wrote('Олег', ['по смс'], { channelId: await channel('sms', 'SMS') })
  })
  await okno.signIn(page)
  await openChat(page, 'по смс')
  await writeReply(page, 'Ответ')
  await expectAllSent(page)
  const line = timeline(page).getByRole('listitem').filter({ hasText: 'Ответ' }).last()
  await line.hover()
  await line.getByRole('button', { name: 'Действия с сообщением' }).click()
  await expect(page.getByRole('menuitem', { name: 'Изменить' })).toHaveAttribute('title', 'Этот канал не даёт изменить отправленное')
  await page.getByRole('menuitem', { name: 'Изменить' }).click({ force: true })
  await expect(page.getByRole('textbox', { name: 'Новый текст сообщения' })).toHaveCount(0)
})

test('[W3][C-window] other words that are too long for the channel stay in the field, and Enter sends none of them', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ channel, wrote }) => {
    await wrote('Олег', ['Сколько?'], { channelId: await channel('telegram_bot', 'Бот') })
  })
  await okno.signIn(page)
  await openChat(page, 'Сколько?')
  await writeReply(page, 'Ответ')
  await expectAllSent(page)
  await onMessage(page, 'Ответ', 'Изменить')
  const field = page.getByRole('textbox', { name: 'Новый текст сообщения' })
  const long = 'я'.repeat(4096)
  await field.fill(`${long}!`)
  await expect(timeline(page).getByText('На 1 знак длиннее, чем принимает канал')).toBeVisible()
  await expect(timeline(page).getByRole('button', { name: 'Сохранить', exact: true })).toBeDisabled()
  await field.press('Enter')
  await expect(field).toHaveValue(`${long}!`)
  await field.fill(long)
  await field.press('Enter')
  await expect(field).toHaveCount(0)
  await expect(bubbles(page, long)).toHaveCount(1)
})
