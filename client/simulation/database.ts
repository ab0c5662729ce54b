/** The server's database: set up, copied while the server runs, put back as a restored copy. */
import Database from 'better-sqlite3'
import type { Actor } from '#shared/commands/spec'
import { append, openTimeline, record } from '#shared/commands/timeline'
import { newDialog } from '#shared/domain/dialog'
import type { Pipeline } from '#shared/domain/pipeline'
import { type Change, change } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { openStore } from '../../server/store/open'
import { CHANNELS } from './customers'
import type { Words } from './words'

/** Longer than what a device is given of a closed dialog, so that there is something to page to. */
const OLD_ITEMS = 30

/** A workspace with two channels, these operators, and a closed dialog of long ago. */
export async function foundDatabase(options: { epoch: string; operators: readonly Actor[]; words: Words; now: number }) {
  const database = new Database(':memory:')
  const store = await openStore({ database, makeEpoch: () => options.epoch })
  await store.transact(async () => ({
    value: null,
    writes: {
      changes: [
        change('workspace', { id: WORKSPACE_ID, name: 'Okno', country: 'UA', guardsReplies: true }),
        ...CHANNELS.map((id) => change('channel', { id, kind: 'widget', name: id, isSample: false, greeting: '' })),
        ...options.operators.map(({ operatorId, name, role }) =>
          change('operator', { id: operatorId, name, role, email: `${operatorId}@okno.test`, isDisabled: false }),
        ),
        change('pipeline', PIPELINE),
        ...oldDialog(options.words, options.now),
      ],
    },
  }))
  return database
}

export const PIPELINE: Pipeline = {
  id: 'sales',
  name: 'Sales',
  stages: (['open', 'won', 'lost'] as const).map((kind) => ({ id: kind, name: kind, colour: 'grey', kind, heirId: null })),
  isRemoved: false,
  createdAt: 0,
}

function oldDialog(words: Words, now: number): readonly Change[] {
  const at = now - 1_000_000
  const contact = { id: 'old-contact', channelId: CHANNELS[0], peerKey: 'old', nameBy: 'channel', origin: null, createdAt: at } as const
  let timeline = openTimeline(newDialog({ id: 'old', channelId: CHANNELS[0], contactId: contact.id }, at))
  for (let n = 1; n <= OLD_ITEMS; n += 1) {
    const side = n % 2 === 0 ? OUTGOING : INCOMING
    const text = words.next({ dialogId: 'old' })
    timeline = append(timeline, { id: `old-${n}`, kind: 'message', at, ...side, text, attachments: [], replyTo: null, error: null })
  }
  const closed = record(timeline, { causeId: 'old-end', actorId: null, now: at }, { type: 'closed' }, { state: 'closed' })
  return [change('contact', { ...contact, name: 'Гость', phones: [], emails: [] }), ...closed.changes]
}

const INCOMING = { direction: 'in', authorId: null, state: 'received' } as const
const OUTGOING = { direction: 'out', authorId: 'maria', state: 'read' } as const

export const copyOf = (database: Database.Database): Buffer => database.serialize()

export const restored = (copy: Buffer): Database.Database => new Database(copy)

export const itemsIn = (database: Database.Database): ReadonlySet<string> =>
  new Set(database.prepare('SELECT id FROM item').pluck().all() as string[])
