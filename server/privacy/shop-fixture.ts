/** A shop in a folder of its own, with a person whose every word is a canary. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { change } from '#shared/domain/row'
import { makeBlobFiles } from '../http/blob-files'
import { CHANNEL, inbound, makeParts, NOON, OLGA } from '../parts-fixture'
import { createIndexer } from '../sync/indexer'

export const CANARY = 'канарейка'
const folders: string[] = []

export async function removeShops(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
}

/** A shop with a person whose every word is a canary, and another one. */
export async function makeShop() {
  const folder = await mkdtemp(join(tmpdir(), 'okno-privacy-'))
  folders.push(folder)
  const parts = await openShop(folder)
  const { files, indexer } = parts
  const peer = { key: `${CANARY}-peer`, name: CANARY, origin: null }
  const came = await parts.accept(inbound(`${CANARY} пишет`, { peer, raw: `{"text":"${CANARY} пишет"}` }))
  await parts.accept(inbound('Другой человек'))
  const dialogId = came.ok ? came.dialogId : ''
  const contactId = (await parts.row('dialog', dialogId))?.contactId ?? ''
  const act = async (id: string, type: 'customer.save' | 'customer.set' | 'message.send', args: object) =>
    Promise.all(await parts.executor.admit(OLGA, [{ id, type, args }]))
  await act('save', 'customer.save', { dialogId, contactId, customerId: 'anna', name: CANARY })
  await act('set', 'customer.set', { customerId: 'anna', field: 'name', value: `${CANARY} 2`, base: CANARY })
  const said = { dialogId, itemId: 'reply', text: `Здравствуйте, ${CANARY}`, attachments: [], replyTo: null, seen: 9, ifUnchanged: false }
  await act('say', 'message.send', said)
  const doc = `remark.${contactId}`
  const version = { doc, n: 1, startedAt: NOON, at: NOON, authors: ['olga'], text: `примечание ${CANARY}` }
  await parts.write({
    changes: [
      change('document', { id: doc, state: Buffer.from(CANARY).toString('base64'), text: CANARY, generation: 0, crc: null }),
      change('draft', { id: `olga.${dialogId}`, operatorId: 'olga', dialogId, text: CANARY }),
    ],
    documentUpdates: [{ doc, updateId: 'u', authorId: 'olga', at: NOON, bytes: Buffer.from(CANARY) }],
    projections: [{ doc, upTo: 1, version }],
    early: [{ name: `event:${CHANNEL}:later`, key: `${CANARY}-peer/x`, body: CANARY, until: NOON }],
  })
  const sha256 = await files.write(Buffer.from(`файл ${CANARY}`))
  const owner = { kind: 'visitor', id: `${CANARY}-peer` } as const
  await parts.store.blobs.add({ id: 'f', owner, dialogId, name: `${CANARY}.txt`, mime: 'text/plain', size: 9, sha256, createdAt: NOON })
  await indexer.settle()
  return { ...parts, dialogId, contactId }
}

/** The shop of a folder, as a start finds it. */
export async function openShop(folder: string) {
  const parts = await makeParts({ path: join(folder, 'okno.db') })
  const files = makeBlobFiles(join(folder, 'blobs'))
  const indexer = createIndexer({
    store: parts.store,
    onError(error) {
      throw error
    },
  })
  return { ...parts, folder, files, indexer, close: () => indexer.close() }
}

/** Every byte of every file: as text, and as base64 at each of its three beginnings. */
export async function traces(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const wanted = [
    Buffer.from(CANARY),
    ...[0, 1, 2].map((lead) =>
      Buffer.from(
        Buffer.from(`${'x'.repeat(lead)}${CANARY}`)
          .toString('base64')
          .slice(4, -4),
      ),
    ),
  ]
  const found = await Promise.all(
    names.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const bytes = await readFile(path)
      return wanted.some((each) => bytes.includes(each)) || path.includes(CANARY) ? [entry.name] : []
    }),
  )
  return found.flat()
}
