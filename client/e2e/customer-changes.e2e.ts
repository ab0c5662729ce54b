import { connectBridge, test } from './bridge-steps'
import { dialogRow, message, openDialog, reply, timeline } from './desk'
import { expect } from './okno'

test('[W5][W2] what a customer changes or deletes after the answer is told in the timeline, and leads to the message', async ({
  okno,
  page,
  bridge,
}) => {
  const customer = await connectBridge(okno, page, bridge)
  const first = await customer.says('Беру две пары')
  await customer.edits(first, 'Беру три пары')
  await openDialog(page, 'Ірина')
  await expect(message(page, 'Беру три пары')).toContainText('изменено')
  // Nobody has acted on the old words.
  const edited = timeline(page).getByText('Клиент изменил сообщение, на которое уже ответили')
  const deleted = timeline(page).getByText('Клиент удалил сообщение, на которое уже ответили')
  await expect(edited).toHaveCount(0)

  await reply(page, 'Отложили три пары')
  await expect(message(page, 'Отложили три пары')).toContainText('отправлено')
  await customer.edits(first, 'Беру пять пар')
  await expect(edited).toBeVisible()
  await expect(message(page, 'Беру пять пар')).toHaveCount(1)
  await message(page, 'Беру пять пар').getByRole('button', { name: 'изменено' }).click()
  const history = page.getByRole('dialog', { name: 'История изменений' })
  for (const words of ['Беру две пары', 'Беру три пары', 'Беру пять пар']) await expect(history).toContainText(words)
  await page.keyboard.press('Escape')

  await customer.deletes(first)
  await expect(deleted).toBeVisible()
  await expect(message(page, 'Клиент удалил это сообщение')).toHaveCount(1)
  // The answer still stands: no counter has moved, and the customer has heard nothing of all this.
  await expect(dialogRow(page, 'Ірина').getByText(/без ответа/)).toHaveCount(0)
  expect(bridge.told.map(({ text }) => text)).toEqual(['Отложили три пары'])
})
