import { chat, dialogRow, openDialog, timeline } from './desk'
import { expectAllSent, expectLive } from './inbox-steps'
import { expect, test } from './okno'

test('[A1][A4] an administrator sets hours and a queue; a new chat goes to who takes chats, and out of hours the visitor is told', async ({
  okno,
  page,
}) => {
  await okno.signIn(page)
  await expectLive(page)
  await page.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('button', { name: 'Настройки: Website' }).click()
  const window = page.getByRole('dialog', { name: 'Настройки: Website' })
  await window.getByLabel('Название канала').fill('Сайт магазина')
  await window.getByLabel('Круглосуточно').uncheck()
  for (const day of ['Пн', 'Вт', 'Ср', 'Чт', 'Пт']) await window.getByRole('checkbox', { name: day, exact: true }).uncheck()
  await window.getByLabel('Ответ в нерабочее время').fill('Ответим завтра с девяти')
  await window.getByLabel('Очередь новых чатов').selectOption({ label: 'По очереди' })
  await window.getByRole('button', { name: 'Сохранить' }).click()
  await expect(window).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Каналы' }).getByText('Сайт магазина')).toBeVisible()
  await expectAllSent(page)

  await page.getByRole('button', { name: /Принимаю новые чаты/ }).click()
  await expect(page.getByRole('button', { name: /Не принимаю новые чаты/ })).toBeVisible()
  await expectAllSent(page)
  const visitor = await okno.visitor()
  await visitor.say('Вы работаете?')
  await page.getByRole('link', { name: 'Чаты' }).click()
  await openDialog(page, 'Вы работаете?')
  await expect(timeline(page).getByText('Ответим завтра с девяти')).toBeVisible()
  // What Okno says by itself is no answer: the chat still waits.
  await expect(dialogRow(page, 'Вы работаете?').getByText('1 сообщение без ответа')).toBeAttached()
  await expect(timeline(page).getByText(/назначил/)).toHaveCount(0)

  await page.getByRole('button', { name: /Не принимаю новые чаты/ }).click()
  await expect(chat(page).getByRole('button', { name: 'Ответственный' })).toHaveAccessibleDescription('Owner')
})
