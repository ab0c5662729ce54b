import { chatRows, expectLive, expectOffline, note, openChat, openDevice, untilInstalled } from './inbox-steps'
import { expect, test } from './okno'

test('[C1][MEN2][MEN3] a colleague is called into a chat by @ in a note, written offline, and the mark goes when they look', async ({
  okno,
  browser,
}) => {
  const colleague = await okno.newOperator('Анна Коваль')
  for (const text of ['Здравствуйте', 'Другой вопрос']) await (await okno.visitor()).say(text)
  const mine = await openDevice(okno, await browser.newContext())
  const hers = await openDevice(okno, await browser.newContext(), colleague)
  await openChat(mine, 'Здравствуйте')
  await openChat(hers, 'Другой вопрос')

  await untilInstalled(mine)
  await mine.context().setOffline(true)
  await expectOffline(mine)
  await mine.getByRole('button', { name: 'Заметка', exact: true }).click()
  const field = mine.getByRole('form', { name: 'Ответ клиенту' }).getByLabel('Текст заметки')
  await field.pressSequentially('Глянь, @ков')
  await expect(mine.getByRole('listbox', { name: 'Упомянуть сотрудника' }).getByRole('option')).toContainText(['Анна Коваль'])
  await field.press('Enter')
  await expect(field).toHaveValue('Глянь, @Анна Коваль ')
  await field.pressSequentially('пожалуйста')
  await mine.getByRole('button', { name: 'Сохранить заметку' }).click()
  await mine.context().setOffline(false)
  await expectLive(mine)

  const row = chatRows(hers).filter({ hasText: 'Здравствуйте' })
  const mark = row.getByRole('img', { name: 'Вас упомянули в заметке' })
  await expect(mark).toBeVisible()
  await expect(chatRows(mine).getByRole('img', { name: 'Вас упомянули в заметке' })).toHaveCount(0)
  await row.click()
  await expect(note(hers)).toHaveValue('Глянь, @Анна Коваль пожалуйста')
  await expect(mark).toHaveCount(0)
  await expect(chatRows(hers).getByRole('img', { name: 'Вас упомянули в заметке' })).toHaveCount(0)
})
