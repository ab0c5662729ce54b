import { expect, test } from 'vitest'
import { send } from './act'
import { dialog, furnish, makeDevice } from './device-fixture'
import { attachToDraft, detachFromDraft } from './draft-files'
import { addFile, removeFile } from './files'
import { justMade } from './outbox-row'
import { dialogRows } from './rows'
import { troubleOf } from './trouble'
import { lookAtDrafts, type Store } from './view'

const photo = () => new File(['bytes'], 'лампа.txt', { type: 'text/plain' })
const inDraft = async (device: Store) =>
  lookAtDrafts(device, async (view) =>
    (await dialogRows(device, view, [dialog('d')])).flatMap(({ draftFiles }) => draftFiles.map(({ id }) => id)),
  )
const types = async ({ vault }: Store) => (await vault.outbox.orderBy('n').toArray()).map(({ type }) => type)
/** As the leader does when the command has left. */
const leaves = ({ vault }: Store) => vault.outbox.toCollection().modify({ state: 'sent' })

async function withFile() {
  const device = makeDevice()
  await furnish(device)
  const file = await addFile(device, photo(), 'd')
  return { device, file }
}

test('[C7] a file chosen for a message is durable in its draft, and goes to other devices when it is uploaded', async () => {
  const { device, file } = await withFile()
  expect(await inDraft(device)).toEqual([file.id])
  expect(await device.vault.outbox.toArray()).toMatchObject([
    { type: 'draft.attach', state: 'waiting', files: [file.id], lane: `draft/d/${file.id}` },
  ])
})

test('[C7] a file taken out is in no draft, and its bytes are nowhere', async () => {
  for (const isTold of [false, true]) {
    const { device, file } = await withFile()
    if (isTold) await leaves(device)
    await detachFromDraft(device, 'd', [file.id])
    await removeFile(device, file.id)
    expect(await inDraft(device)).toEqual([])
    expect(await device.vault.files.count()).toBe(0)
    expect(await types(device)).toEqual(isTold ? ['draft.attach', 'draft.detach'] : ['draft.detach'])
  }
})

test('[C7] a file that is sent leaves the draft with the message, which keeps its bytes', async () => {
  const { device, file } = await withFile()
  const args = { dialogId: 'd', itemId: 'i', text: '', attachments: [file], replyTo: null, seen: 0, ifUnchanged: false }
  await send(device, { ...justMade(), args, draft: '' })
  expect(await inDraft(device)).toEqual([])
  expect(await types(device)).toEqual(['message.send', 'draft.detach'])
  expect(await device.vault.outbox.toCollection().first()).toMatchObject({ files: [file.id] })
  expect(await device.vault.files.count()).toBe(1)
})

test('[C7] a file that comes back with a reply is in the draft again', async () => {
  const { device, file } = await withFile()
  await leaves(device)
  await detachFromDraft(device, 'd', [file.id])
  await attachToDraft(device, 'd', [file])
  expect(await inDraft(device)).toEqual([file.id])
})

test('[C7] files chosen on another device show beside those chosen here', async () => {
  const { device, file } = await withFile()
  const theirs = { ...file, id: 'theirs' }
  await device.replica.drafts.put({ id: 'olga.d', operatorId: 'olga', dialogId: 'd', text: 'Вот', attachments: [theirs] })
  expect(await inDraft(device)).toEqual(['theirs', file.id])
})

test('[C5] a folder, or a file whose disk was taken out, is refused by its name, and the tables are not blamed', async () => {
  const device = makeDevice()
  await furnish(device)
  const gone = Object.assign(photo(), { slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }) })
  const refusal = await addFile(device, gone, 'd').catch((error: unknown) => error)
  expect(refusal).toMatchObject({ reason: 'unreadable' })
  expect(troubleOf(refusal)).toBe(null)
  expect(await device.vault.files.count()).toBe(0)
})
