/** One client that was away while a thousand things changed: how long until it has them, from a server that has just started. */

import { join } from 'node:path'
import { append, openTimeline } from '#shared/commands/timeline'
import type { Dialog } from '#shared/domain/dialog'
import { remarkDocument } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import { type Change, change } from '#shared/domain/row'
import { openStore } from '../../store/open'
import type { Contender } from '../contender/contender'
import { contenders } from '../contender/contenders'
import { prepareOkno, setUp, startOkno } from '../contender/okno'
import { makeContent } from '../content'
import { connectDevice } from '../dialect/sync'
import { type Lane, type Line, type Options, withRatio } from '../lane'
import { median } from '../machine'
import { inCopyOf, inFolder } from '../process'

const DOCUMENT_BYTES = 2000
const CONNECTING_AT_ONCE = 200

const COLUMNS = {
  ms: { heading: 'ms', digits: 0 },
  kilobytes: { heading: 'KB', digits: 0 },
  roundTrips: { heading: 'round trips', digits: 0 },
  connections: { heading: 'connections', digits: 0 },
  ratio: { heading: 'Okno ×', digits: 2 },
}

interface CaughtUp {
  readonly ms: number
  readonly bytes: number
}

export const catchUp: Lane = {
  name: 'catch-up',
  async run(options, show) {
    const count = options.isQuick ? 100 : 1000
    const lines = [
      await ofRows('dialogs with a new message', count, { ...options, change: everyDialog }),
      await ofRows('documents', count, { ...options, change: everyRemark }),
    ]
    for (const contender of contenders(options)) {
      if (contender.name === 'raw fan-out' || contender.name === 'Okno') continue
      lines.push(await ofDocuments(contender, count, options))
    }
    show({ title: `Catch-up of one client on ${count} changes, cold`, columns: COLUMNS, lines: withRatio(lines, 'ms', true) })
  },
}

/** What a device of Okno does: it names its cursor, and the rows that have changed since follow. */
async function ofRows(what: string, count: number, { runs, change: made }: Options & { change: ChangeAll }): Promise<Line> {
  return inFolder(async (template) => {
    const contacts = await prepareOkno(template, count)
    const store = await openStore({ path: join(template, 'okno.db') })
    const cursor = await store.head()
    const epoch = store.epoch
    const changes = await made(store, contacts)
    await store.transact(async () => ({ writes: { changes }, value: null }))
    await store.close()
    const all = await repeat(runs, template, async (folder) => {
      const server = await startOkno(folder)
      const begun = performance.now()
      const device = await connectDevice({ port: server.port, cookie: setUp().cookie }, { cursor, epoch })
      const ms = performance.now() - begun
      const bytes = device.socket.bytesIn
      device.socket.close()
      await server.kill()
      return { ms, bytes }
    })
    return lineOf(`Okno, ${what}`, all, 1)
  })
}

type ChangeAll = (
  store: Awaited<ReturnType<typeof openStore>>,
  contacts: readonly { readonly contactId: string }[],
) => Promise<readonly Change[]> | readonly Change[]

/** Each dialog has a new message. */
const everyDialog: ChangeAll = async (store) => {
  const dialogs = await store.dialogsByRecency({ after: null, limit: 100_000 })
  return dialogs.flatMap(({ row }) => {
    const at = Date.now()
    const message = {
      id: newId(),
      kind: 'message',
      at,
      direction: 'in',
      authorId: null,
      text: 'А когда приедет?',
      state: 'received',
    } as const
    return append(openTimeline(row as Dialog), { ...message, attachments: [], replyTo: null, error: null }).changes
  })
}

/** Each remark has been written in: a device is told of documents as of all else, without opening them. */
const everyRemark: ChangeAll = (_store, contacts) => {
  const state = Buffer.from(makeContent(DOCUMENT_BYTES)).toString('base64')
  return contacts.map(({ contactId }) => change('document', { id: remarkDocument(contactId), state, text: '', generation: 0, crc: null }))
}

/** What a client of a document server does: it opens every document, over one connection where that is possible. */
async function ofDocuments(contender: Contender, count: number, { runs }: Options): Promise<Line> {
  const dialect = contender.manyDialect ?? contender.dialect
  return inFolder(async (template) => {
    const names = await contender.prepare(template, { documents: count, content: makeContent(DOCUMENT_BYTES) })
    const groups = dialect.holdsMany ? [names] : names.map((name) => [name])
    const all = await repeat(runs, template, async (folder) => {
      const server = await contender.start(folder)
      const begun = performance.now()
      const sockets: { bytesIn: number; close(): void }[] = []
      const waiting = [...groups]
      const lane = async () => {
        for (let documents = waiting.pop(); documents; documents = waiting.pop()) {
          const client = await dialect.connect({ port: server.port, documents }, { update: () => {} })
          sockets.push(client.socket)
        }
      }
      await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, lane))
      const ms = performance.now() - begun
      const bytes = sockets.reduce((sum, socket) => sum + socket.bytesIn, 0)
      for (const socket of sockets) socket.close()
      await server.kill()
      return { ms, bytes }
    })
    return lineOf(contender.name, all, groups.length)
  })
}

async function repeat(runs: number, template: string, run: (folder: string) => Promise<CaughtUp>): Promise<CaughtUp[]> {
  const all: CaughtUp[] = []
  for (let at = 0; at < runs; at += 1) all.push(await inCopyOf(template, run))
  return all
}

function lineOf(name: string, all: readonly CaughtUp[], connections: number): Line {
  const figures = { ms: median(all.map(({ ms }) => ms)), kilobytes: median(all.map(({ bytes }) => bytes)) / 1000 }
  return { name, figures: { ...figures, roundTrips: 1, connections } }
}
