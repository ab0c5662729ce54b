import { dialogRow, openDialog } from './desk'
import { expectLive, openDevice } from './inbox-steps'
import { expect, test } from './okno'

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
