import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import * as Y from 'yjs'
import { type DocumentName, remarkDocument, TEXT_KEY } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { decodeServer, encodeClient } from '#shared/protocol/wire'
import { prepareOkno } from '../bench/contender/okno'
import { type Core, createCore } from '../core'
import type { Connection } from '../http/port'
import { makeLog } from '../log'
import { openStore } from '../store/open'
import type { Store } from '../store/port'
import { createSession } from '../sync/session'
import { inFolder, type Lane, type Outcome, type Size } from './lane'
import { makeMutate } from './mutate'

const COUNTS = { small: { frames: 3000, updates: 1000 }, full: { frames: 1_000_000, updates: 1_000_000 } } satisfies Record<Size, unknown>
const AT_ONCE = 500
/** Looked at one by one: a frame that is refused moves nothing. */
const CHECKED_FRAMES = 2000
/** Updates that are sound after all pile up; a document is left when it holds so many. */
const UPDATES_OF_ONE = 5000
const MAX_GROWTH_MIB = 700

/** Everything between the store and the sockets, given what a broken or hostile peer would send. */
export const hostile: Lane = {
  name: 'hostile',
  promise: 'mutated frames and Yjs updates by the million: alive, bounded memory, refused ones change nothing',
  run: (size) => inFolder((folder) => endure(folder, COUNTS[size])),
}

const ACTOR = { operatorId: 'soak', name: 'Soak', role: 'owner' } as const

async function endure(folder: string, counts: { frames: number; updates: number }): Promise<Outcome> {
  const contacts = await prepareOkno(folder, 200)
  const store = await openStore({ path: join(folder, 'okno.db') })
  const errors: string[] = []
  const log = makeLog({
    write: (text) => /"level":"error"/.test(text) && errors.push(text.slice(0, 300)),
    isReadable: false,
    clock: Date.now,
  })
  const core = await createCore({ store, log, clock: Date.now, elapsed: Date.now })
  await core.start()
  const memory = { before: mib(), highest: mib() }
  const watch = setInterval(() => {
    memory.highest = Math.max(memory.highest, mib())
  }, 200)

  const frames = await sendFrames(core, store, counts.frames, contacts)
  const updates = await pushUpdates(core, store, counts.updates, contacts)

  clearInterval(watch)
  await core.close()
  await store.close()
  const problems = [...frames.problems, ...updates.problems]
  if (errors.length > 0) problems.push(`${errors.length} errors in the log, first: ${errors[0]}`)
  const growth = memory.highest - memory.before
  if (growth > MAX_GROWTH_MIB) problems.push(`memory grew by ${growth.toFixed(0)} MiB`)
  return {
    figures: {
      ...frames.figures,
      ...updates.figures,
      'memory, MiB': `${memory.before.toFixed(0)} → at most ${memory.highest.toFixed(0)}`,
    },
    problems,
  }
}

const mib = (): number => process.memoryUsage.rss() / 1024 / 1024

interface Heard {
  /** Commands done and updates taken. */
  taken: number
  isOpen: boolean
}

function connect(core: Core, heard: Heard) {
  heard.isOpen = true
  const connection: Connection = {
    get isOpen() {
      return heard.isOpen
    },
    bufferedBytes: () => 0,
    send(message) {
      const frame = typeof message === 'string' ? null : decodeServer(message)
      if (frame?.name === 'RESULT') heard.taken += frame.head.results.filter(({ status }) => status === 'done').length
      if (frame?.name === 'DOC_ACK') heard.taken += 1
      return 'sent'
    },
    close() {
      if (!heard.isOpen) return
      heard.isOpen = false
      session.closed()
    },
  }
  const session = createSession(connection, ACTOR, core.sessionDeps)
  core.sessions.add(session, '')
  session.message(hello(core.sessionDeps.store.epoch, core.sessionDeps.feed.head()), true)
  return {
    message: (bytes: Uint8Array) => session.message(bytes, true),
    end() {
      connection.close(1000, '')
      core.sessions.remove(session)
    },
  }
}

const hello = (epoch: string, cursor: number): Uint8Array =>
  encodeClient('HELLO', {
    proto: PROTOCOL_VERSION,
    build: 'soak',
    device: 'soak',
    epoch,
    cursor,
    aclEpoch: 0,
    staged: null,
    unanswered: [],
  })

async function sendFrames(
  core: Core,
  store: Store,
  count: number,
  contacts: readonly { dialogId: string; contactId: string }[],
): Promise<Outcome> {
  const heard: Heard = { taken: 0, isOpen: false }
  const sound = soundFrames(contacts)
  const mutate = makeMutate(1, sound)
  const problems: string[] = []
  let device = connect(core, heard)
  let refused = 0
  for (let sent = 1; sent <= count; sent += 1) {
    const isChecked = sent <= CHECKED_FRAMES
    const kinds = isChecked ? sound.slice(0, -LATER_FRAMES) : sound
    if (isChecked) await core.committer.settled()
    const before = { head: isChecked ? await store.head() : 0, taken: heard.taken }
    device.message(mutate(kinds[sent % kinds.length] ?? new Uint8Array()))
    if (isChecked || sent % AT_ONCE === 0) await turn()
    if (isChecked) await core.committer.settled()
    if (!heard.isOpen) {
      refused += 1
      if (isChecked && heard.taken === before.taken && (await store.head()) !== before.head)
        problems.push(`frame ${sent} was refused and moved the head`)
      device.end()
      device = connect(core, heard)
    }
  }
  device.end()
  await core.committer.settled()
  return { figures: { frames: count, 'refused frames': refused, 'taken all the same': heard.taken }, problems }
}

/** The last of the sound frames, whose work goes on after their answer. */
const LATER_FRAMES = 2

function soundFrames(contacts: readonly { dialogId: string; contactId: string }[]): readonly Uint8Array[] {
  const [first, second] = contacts
  const dialogId = first?.dialogId ?? ''
  const doc: DocumentName = remarkDocument(second?.contactId ?? '')
  const send = { dialogId, itemId: 'item', text: 'text', attachments: [], replyTo: null, seen: 0, ifUnchanged: false }
  const commands = [
    { id: newId(), type: 'dialog.close' as const, args: { dialogId, seen: 0 } },
    { id: newId(), type: 'draft.set' as const, args: { operatorId: 'soak', dialogId, text: 'draft', base: '' } },
  ]
  return [
    hello('epoch', 1),
    encodeClient('ACK', { cursor: 1, taken: 0 }),
    encodeClient('CMD', { commands }),
    encodeClient('PAGE', { rid: 1, dialogId, before: 100, limit: 50 }),
    encodeClient('PRESENCE', { dialogId, state: 'typing' }),
    encodeClient('PING', {}),
    encodeClient('DOC_OPEN', { h: 1, doc, lineage: null }),
    encodeClient('DOC', { h: 1 }, new Uint8Array([0, 0, 1, 0])),
    encodeClient('DOC_CLOSE', { h: 1 }),
    // Last, and not among those that are looked at one by one: of these rows are made some moments later.
    encodeClient('CMD', { commands: [{ id: newId(), type: 'message.send', args: send }] }),
    encodeClient('DOC_PUSH', { id: newId(), doc, lineage: null }, soundUpdates()[0]),
  ]
}

async function pushUpdates(core: Core, store: Store, count: number, contacts: readonly { contactId: string }[]): Promise<Outcome> {
  const sound = soundUpdates()
  const mutate = makeMutate(2, sound)
  const docs = contacts.slice(2).map(({ contactId }) => remarkDocument(contactId))
  const problems: string[] = []
  let refused = 0
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    const doc = docs[Math.floor(sent / UPDATES_OF_ONE) % docs.length] ?? docs[0]
    if (!doc) break
    const pushed = Array.from({ length: Math.min(AT_ONCE, count - sent) }, (_, index) => {
      const bytes = mutate(sound[index % sound.length] ?? new Uint8Array())
      return core.documents.push(doc, { updateId: newId(), authorId: 'soak', bytes }, null)
    })
    for (const outcome of await Promise.all(pushed)) if (!outcome.ok) refused += 1
  }
  for (const [doc, { updates }] of await store.documents(docs)) {
    try {
      const made = new Y.Doc()
      for (const update of updates) Y.applyUpdate(made, update)
      made.getText(TEXT_KEY).toString()
    } catch (error) {
      problems.push(`${doc} cannot be read any more: ${String(error)}`)
    }
  }
  return { figures: { updates: count, 'refused updates': refused }, problems }
}

function soundUpdates(): readonly Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText(TEXT_KEY)
  for (let n = 0; n < 20; n += 1) {
    text.insert(text.length, `слово ${n} `)
    if (n % 4 === 3) text.delete(0, 3)
  }
  return [...updates, Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdateV2(doc)]
}
