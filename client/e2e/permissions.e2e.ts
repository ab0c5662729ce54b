import type { Page } from '@playwright/test'
import type { Access } from '#shared/domain/operator'
import { addCard, cardIn } from './card-steps'
import { action, assignTo, beginNote, dialogRow, message, openDialog, reply, writeNote } from './desk'
import { signInCookie } from './device'
import { held } from './everything-held'
import { expectLive, rename } from './inbox-steps'
import { expect, type Okno, OWNER, type Person, test } from './okno'

/** Stands in everything that the operator is no longer to see. */
const CANARY = 'канарейка'

const narrow = (okno: Okno, person: Person, access: Omit<Access, 'epoch'>): Promise<void> => change(okno, person, { access })

async function change({ url }: Okno, person: Person, patch: object): Promise<void> {
  const headers = { cookie: await signInCookie(url, OWNER) }
  const { operators } = (await (await fetch(`${url}/api/operators`, { headers })).json()) as { operators: { id: string; email: string }[] }
  const id = operators.find(({ email }) => email === person.email)?.id
  const answer = await fetch(`${url}/api/operators/${id}`, { method: 'PATCH', headers, body: JSON.stringify(patch) })
  expect(answer.status).toBe(200)
}

/** A dialog full of canaries, on the screens of the owner and of Pavel. */
async function begin(okno: Okno, owner: Page, pavelPage: Page): Promise<Person> {
  const pavel = await okno.newOperator('Павел')
  const visitor = await okno.visitor()
  await visitor.say(`${CANARY}: это видят двое`)
  await okno.signIn(owner)
  await okno.signIn(pavelPage, pavel)
  await openDialog(owner, CANARY)
  await reply(owner, `ответ: ${CANARY}`)
  await writeNote(owner, `заметка: ${CANARY}`)
  await rename(owner, `Имя ${CANARY}`)
  await owner.getByRole('button', { name: 'Сохранить покупателя' }).click()
  await owner.getByRole('textbox', { name: 'Примечание' }).fill(`примечание: ${CANARY}`)
  await addCard(owner, `заявка: ${CANARY}`)
  await openDialog(pavelPage, CANARY)
  await expect(message(pavelPage, `ответ: ${CANARY}`)).toBeVisible()
  await expect(cardIn(pavelPage, `заявка: ${CANARY}`)).toBeVisible()
  await expect(pavelPage.getByRole('textbox', { name: 'Примечание' })).toHaveValue(`примечание: ${CANARY}`)
  expect(await held(pavelPage)).toContain(CANARY)
  return pavel
}

test('[A2][I1][PERM4] what an operator may not see any more leaves the screen and the device', async ({ okno, browser }) => {
  const [owner, page] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()]
  const pavel = await begin(okno, owner, page)

  await narrow(okno, pavel, { visibility: 'own', channelIds: null })
  await expect(dialogRow(page, CANARY)).toHaveCount(0)
  await expect(message(page, CANARY)).toHaveCount(0)
  await expect.poll(() => held(page)).not.toContain(CANARY)
})

test('[A2][I1][EVC9] a note that was begun in a dialog goes with it from every tab, and one begun elsewhere stays', async ({
  okno,
  browser,
}) => {
  const context = await browser.newContext()
  const [owner, page] = [await (await browser.newContext()).newPage(), await context.newPage()]
  const pavel = await begin(okno, owner, page)
  const own = await okno.visitor()
  await own.say('это видит Павел')
  await expect(dialogRow(owner, 'это видит Павел')).toBeVisible()
  await openDialog(owner, 'это видит Павел')
  await assignTo(owner, 'Павел')
  await openDialog(page, 'это видит Павел')
  await beginNote(page, 'остаётся начатой')
  await openDialog(page, CANARY)
  await beginNote(page, `начата: ${CANARY}`)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: `${CANARY}.txt`, mimeType: 'text/plain', buffer: Buffer.from(CANARY) })
  const second = await context.newPage()
  await second.goto(page.url())
  await expectLive(second)
  expect(await held(page)).toContain(`начата: ${CANARY}`)

  await narrow(okno, pavel, { visibility: 'own', channelIds: null })
  for (const tab of [page, second]) await expect(dialogRow(tab, CANARY)).toHaveCount(0)
  await expect.poll(() => held(page)).not.toContain(CANARY)
  await openDialog(page, 'это видит Павел')
  await action(page, 'Заметка').click()
  await expect(page.getByRole('textbox', { name: 'Текст заметки' }).last()).toHaveValue('остаётся начатой')
})

test('[A2][I1] a dialog given to somebody else is erased, also from a device that was away; given back, it is whole', async ({
  okno,
  browser,
}) => {
  const away = await browser.newContext()
  const [owner, page] = [await (await browser.newContext()).newPage(), await away.newPage()]
  const pavel = await begin(okno, owner, page)
  await assignTo(owner, 'Павел')
  await narrow(okno, pavel, { visibility: 'own', channelIds: null })
  await expect(dialogRow(page, CANARY)).toBeVisible()
  await openDialog(page, CANARY)
  await expect(message(page, `ответ: ${CANARY}`)).toBeVisible()

  await away.setOffline(true)
  await assignTo(owner, 'Owner')
  await away.setOffline(false)
  await expect(dialogRow(page, CANARY)).toHaveCount(0)
  await expect.poll(() => held(page)).not.toContain(CANARY)

  await assignTo(owner, 'Павел')
  await openDialog(page, CANARY)
  for (const text of [`${CANARY}: это видят двое`, `ответ: ${CANARY}`]) await expect(message(page, text)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toHaveValue(`примечание: ${CANARY}`)
  await expect(cardIn(page, `заявка: ${CANARY}`)).toBeVisible()
})

test('[A2][I1][EVC4][EVC5] an erased dialog is not brought back by a second tab that has it open, and its notification goes', async ({
  okno,
  browser,
}) => {
  const context = await browser.newContext()
  await context.grantPermissions(['notifications'], { origin: okno.url })
  const [owner, page] = [await (await browser.newContext()).newPage(), await context.newPage()]
  const pavel = await begin(okno, owner, page)
  const second = await context.newPage()
  await second.goto(page.url())
  await expectLive(second)
  await expect(message(second, `ответ: ${CANARY}`)).toBeVisible()
  const dialogId = page.url().split('/').at(-1) ?? ''
  const isShown = await page.evaluate(async (id) => {
    const registration = await navigator.serviceWorker.ready
    return registration.showNotification('канарейка', { data: { dialogId: id } }).then(
      () => true,
      () => false,
    )
  }, dialogId)
  expect(isShown).toBe(true)

  // The second tab is in the middle of the dialog: it types a remark while the dialog goes, and after.
  const remark = second.getByRole('textbox', { name: 'Примечание' })
  await remark.focus()
  await narrow(okno, pavel, { visibility: 'own', channelIds: null })
  await remark.pressSequentially('ещё', { timeout: 1000 }).catch(() => undefined)
  for (const tab of [page, second]) await expect(dialogRow(tab, CANARY)).toHaveCount(0)
  await expect.poll(() => held(page)).not.toContain(CANARY)
  // Nobody has written it anew, in either tab.
  await second.reload()
  await expectLive(second)
  expect(await held(second)).not.toContain(CANARY)
})

test('[A2][I1] a reply to a dialog that was withdrawn while its author was away is kept as text and says why', async ({
  okno,
  browser,
}) => {
  const away = await browser.newContext()
  const [owner, page] = [await (await browser.newContext()).newPage(), await away.newPage()]
  const pavel = await begin(okno, owner, page)
  await away.setOffline(true)
  await reply(page, 'мой ответ')
  await narrow(okno, pavel, { visibility: 'own', channelIds: null })
  await away.setOffline(false)
  await expect(dialogRow(page, CANARY)).toHaveCount(0)
  await expect.poll(() => held(page)).not.toContain(CANARY)
  await page.getByRole('button', { name: 'Исходящие' }).click()
  const panel = page.getByRole('dialog', { name: 'Исходящие' })
  await expect(panel).toContainText('мой ответ')
  await expect(panel).toContainText('или он вам не виден')
  await expect(panel.getByRole('button', { name: 'Копировать текст' })).toBeVisible()
})

test('[A2] a colleague who is made an administrator has the settings at once, without signing in again, and loses them so', async ({
  okno,
  browser,
}) => {
  const pavel = await okno.newOperator('Павел')
  const page = await (await browser.newContext()).newPage()
  await okno.signIn(page, pavel)
  await page.goto(`${okno.url}/settings`)
  const add = page.getByRole('button', { name: 'Добавить сотрудника' })
  await expectLive(page)
  await expect(add).toHaveCount(0)
  await change(okno, pavel, { role: 'admin' })
  await expect(add).toBeVisible()
  await page.reload()
  await expect(add).toBeVisible()
  await change(okno, pavel, { role: 'operator' })
  await expect(add).toHaveCount(0)
})
