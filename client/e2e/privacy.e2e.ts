import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dialogRow, openDialog, reply, timeline } from './desk'
import { held } from './everything-held'
import { expectAllSent, filePicker, openDevice, rename } from './inbox-steps'
import { expect, test } from './okno'

/** Stands in everything that is to be erased. */
const CANARY = 'канарейка'

test.setTimeout(120_000)

test('[A6][ERS2] all of a person’s data is saved, then erased: from the server’s database and files, and from every device', async ({
  okno,
  browser,
}) => {
  const [ownerContext, colleagueContext] = [await browser.newContext(), await browser.newContext()]
  const owner = await openDevice(okno, ownerContext)
  const colleague = await openDevice(okno, colleagueContext, await okno.newOperator('Анна'))
  const visitor = await okno.visitor()
  await visitor.say(`${CANARY}: сотрите меня`)
  await (await okno.visitor()).say('Другой человек')
  await openDialog(owner, CANARY)
  await rename(owner, `Имя ${CANARY}`)
  await owner.getByRole('textbox', { name: 'Примечание' }).fill(`примечание: ${CANARY}`)
  await filePicker(owner).setInputFiles({ name: `${CANARY}.txt`, mimeType: 'text/plain', buffer: Buffer.from(CANARY) })
  await reply(owner, `Стираем, ${CANARY}`)
  await owner.getByRole('button', { name: 'Сохранить покупателя' }).click()
  await openDialog(colleague, CANARY)
  await expect(timeline(colleague).getByText(`Стираем, ${CANARY}`)).toBeVisible()
  await expectAllSent(owner)
  expect(await held(colleague)).toContain(CANARY)
  expect(await bytesOf(okno.dataFolder)).toContain(CANARY)

  await owner.getByRole('link', { name: 'Покупатели' }).click()
  await owner.getByRole('listbox', { name: 'Покупатели' }).getByRole('option').click()
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('button', { name: 'Выгрузить все данные' }).click(),
  ])
  const archive = await readFile(await download.path(), 'utf8')
  for (const part of [`примечание: ${CANARY}`, `Стираем, ${CANARY}`, `files/1 ${CANARY}.txt`]) expect(archive).toContain(part)

  await colleagueContext.setOffline(true)
  await owner.getByRole('button', { name: 'Удалить все данные' }).click()
  const window = owner.getByRole('dialog', { name: /Удалить всё о покупателе/ })
  await window.getByRole('textbox').fill(`Имя ${CANARY}`)
  await window.getByRole('button', { name: 'Удалить все данные' }).click()
  await expect(owner.getByText('Удалено без следа. Чатов: 1')).toBeVisible({ timeout: 30_000 })
  const [saved] = await Promise.all([owner.waitForEvent('download'), owner.getByRole('button', { name: 'Сохранить акт' }).click()])
  const record = await readFile(await saved.path(), 'utf8')
  expect(record).toContain('Удалено без следа. Чатов: 1')
  expect(record).not.toContain(CANARY)
  await expect(window).toHaveCount(0)
  await expect(owner.getByText('Покупателей пока нет')).toBeVisible()
  await expect.poll(() => held(owner)).not.toContain(CANARY)
  expect(await bytesOf(okno.dataFolder)).not.toContain(CANARY)

  await colleagueContext.setOffline(false)
  await expect(dialogRow(colleague, CANARY)).toHaveCount(0)
  await expect.poll(() => held(colleague)).not.toContain(CANARY)
  await expect(dialogRow(colleague, 'Другой человек')).toBeVisible()
  await ownerContext.close()
  await colleagueContext.close()
})

/** Every file of the server's data folder, as text. */
async function bytesOf(folder: string): Promise<string> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const texts = await Promise.all(entries.map(async ({ name, parentPath }) => `${name} ${await readFile(join(parentPath, name), 'utf8')}`))
  return texts.join('\n')
}
