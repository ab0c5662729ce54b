import type { Page } from '@playwright/test'
import type { Access } from '#shared/domain/operator'
import { assignTo, dialogRow, message, openDialog, reply, writeNote } from './desk'
import { signInCookie } from './device'
import { rename } from './inbox-steps'
import { expect, type Okno, OWNER, type Person, test } from './okno'

/** Stands in everything that the operator is no longer to see. */
const CANARY = 'канарейка'

async function narrow({ url }: Okno, person: Person, access: Omit<Access, 'epoch'>): Promise<void> {
  const headers = { cookie: await signInCookie(url, OWNER) }
  const { operators } = (await (await fetch(`${url}/api/operators`, { headers })).json()) as { operators: { id: string; email: string }[] }
  const id = operators.find(({ email }) => email === person.email)?.id
  const answer = await fetch(`${url}/api/operators/${id}`, { method: 'PATCH', headers, body: JSON.stringify({ access }) })
  expect(answer.status).toBe(200)
}

/** Every row of every database and everything in the caches, as text: a raw look past all our own code. */
function everythingHeld(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const held: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    for (const { name } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name ?? ''))
      for (const table of db.objectStoreNames) {
        const rows = await settled(db.transaction(table).objectStore(table).getAll())
        held.push(
          `${name}/${table}: ${JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value))}`,
        )
      }
      db.close()
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key)
      for (const request of await cache.keys()) if (request.url.includes('/api/')) held.push(`${key}: ${request.url}`)
    }
    return held.join('\n')
  })
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
  await owner.getByRole('textbox', { name: 'Примечание' }).fill(`примечание: ${CANARY}`)
  await openDialog(pavelPage, CANARY)
  await expect(message(pavelPage, `ответ: ${CANARY}`)).toBeVisible()
  await expect(pavelPage.getByRole('textbox', { name: 'Примечание' })).toHaveValue(`примечание: ${CANARY}`)
  expect(await everythingHeld(pavelPage)).toContain(CANARY)
  return pavel
}

test('[A2][I1] what an operator may not see any more leaves the screen and the device', async ({ okno, browser }) => {
  const [owner, page] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()]
  const pavel = await begin(okno, owner, page)

  await narrow(okno, pavel, { visibility: 'own', channelIds: null })
  await expect(dialogRow(page, CANARY)).toHaveCount(0)
  await expect(message(page, CANARY)).toHaveCount(0)
  await expect.poll(() => everythingHeld(page)).not.toContain(CANARY)
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
  await expect.poll(() => everythingHeld(page)).not.toContain(CANARY)

  await assignTo(owner, 'Павел')
  await openDialog(page, CANARY)
  for (const text of [`${CANARY}: это видят двое`, `ответ: ${CANARY}`]) await expect(message(page, text)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toHaveValue(`примечание: ${CANARY}`)
})
