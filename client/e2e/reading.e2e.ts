import { assignTo, chat, message, openDialog, reply, timeline, writeNote } from './desk'
import { expectOffline, messageField, openDevice } from './inbox-steps'
import { expect, test } from './okno'
import { past } from './past'

test('[W7] Page Up in the message field goes back through the conversation, Page Down on again; what is written stays', async ({
  okno,
  page,
}) => {
  await past(okno, async ({ wrote }) => {
    await wrote('Анна', [...Array.from({ length: 59 }, (_, index) => `письмо ${index + 1}`), 'последнее'])
  })
  await okno.signIn(page)
  await openDialog(page, 'последнее')
  await messageField(page).fill('Отвечаю')
  const last = message(page, /последнее/)
  await expect(last).toBeInViewport()
  await messageField(page).press('PageUp')
  await expect(last).not.toBeInViewport()
  const back = await timeline(page).evaluate((scroller) => scroller.scrollTop)
  await messageField(page).press('PageUp')
  await expect.poll(() => timeline(page).evaluate((scroller) => scroller.scrollTop)).toBeLessThan(back)
  await messageField(page).press('PageDown')
  await messageField(page).press('PageDown')
  await expect(last).toBeInViewport()
  await expect(messageField(page)).toBeFocused()
  await expect(messageField(page)).toHaveValue('Отвечаю')
})

test('[W2] a screen reader is told what others write and do in the open chat, and nothing of one’s own doings', async ({
  okno,
  browser,
}) => {
  const anna = await okno.newOperator('Анна')
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }))
  const colleague = await openDevice(okno, await browser.newContext({ locale: 'ru-RU' }), anna)
  for (const each of [page, colleague]) await openDialog(each, 'Здравствуйте')
  const told = chat(page).locator('.visually-hidden[aria-live=polite]')
  await reply(page, 'Слушаю')
  await visitor.say('Есть пледы?')
  await expect(told).toHaveText(/Новое сообщение\. .+: Есть пледы\?/)
  await expect(told).not.toContainText('Слушаю')
  await writeNote(colleague, 'Постоянная клиентка')
  await expect(told).toHaveText(/Новая заметка\. Анна/)
  await assignTo(colleague, /Анна/)
  await expect(told).toContainText('Анна берёт диалог себе')
})

test('[W2][F1] a screen reader is told of what the customer wrote before one’s own message has left', async ({ okno, context }) => {
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, context)
  await openDialog(page, 'Здравствуйте')
  await context.setOffline(true)
  await expectOffline(page)
  await reply(page, 'Слушаю')
  await visitor.say('Есть пледы?')
  await context.setOffline(false)
  await expect(chat(page).locator('.visually-hidden[aria-live=polite]')).toHaveText(/Новое сообщение\. .+: Есть пледы\?/)
})
