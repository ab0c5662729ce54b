import { dialogRow, openDialog } from './desk'
import { expectLive, messageField, openDevice } from './inbox-steps'
import { expect, test } from './okno'

test('[L8] who goes to another window in the middle of a word is not told of as looking at the chat', async ({ okno, browser }) => {
  const pavel = await okno.newOperator('Павел')
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, await browser.newContext())
  const colleague = await openDevice(okno, await browser.newContext(), pavel)
  await openDialog(colleague, 'Здравствуйте')
  await colleague.clock.install()
  await messageField(colleague).pressSequentially('Узнаю')
  await expect(dialogRow(page, 'Здравствуйте').getByRole('img', { name: 'Пишет ответ: Павел' })).toBeVisible()
  await colleague.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(dialogRow(page, 'Здравствуйте').getByRole('img', { name: /Павел/ })).toHaveCount(0)
  await colleague.clock.runFor(10_000)
  // What leaves after it has come: so has whatever was said before.
  await messageField(colleague).press('Enter')
  await expect(dialogRow(page, 'Узнаю')).toBeVisible()
  await expect(dialogRow(page, 'Узнаю').getByRole('img', { name: /(смотрит|ответ): Павел/ })).toHaveCount(0)
})

test('[L8] who looks at a chat is seen by colleagues also after a reload, and after the server was away', async ({ okno, browser }) => {
  const pavel = await okno.newOperator('Павел')
  const visitor = await okno.visitor()
  await visitor.say('Здравствуйте')
  const page = await openDevice(okno, await browser.newContext())
  const colleague = await openDevice(okno, await browser.newContext(), pavel)
  const seen = dialogRow(page, 'Здравствуйте').getByRole('img', { name: 'Сейчас смотрит: Павел' })
  await openDialog(colleague, 'Здравствуйте')
  await expect(seen).toBeVisible()
  await colleague.reload()
  await expectLive(colleague)
  await expect(seen).toBeVisible()
  await okno.kill()
  await expect(seen).toHaveCount(0)
  await okno.start()
  await expectLive(page, { timeout: 30_000 })
  await expectLive(colleague, { timeout: 30_000 })
  await expect(seen).toBeVisible()
})
