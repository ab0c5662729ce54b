/** The server's parts over a real store in memory, for tests of one of them. No sockets, and time stands still. */

import type { Actor } from '#shared/commands/spec'
import { newDialog } from '#shared/domain/dialog'
import type { MessageItem } from '#shared/domain/item'
import { type Change, change, type Kind, type RowOf } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { createInbound } from './channels/inbound'
import type { InboundEvent } from './channels/port'
import { createCommitter } from './commands/committer'
import { createExecutor } from './commands/execute'
import { createRoster } from './commands/roster'
import { openStore } from './store/open'
import type { Committed, Store, Writes } from './store/port'
import { createFeed } from './sync/feed'
import { createVisibility } from './sync/visibility'

export const NOON = 1_700_000_000_000
export const CHANNEL = 'website'
export const OLGA: Actor = { operatorId: 'olga', role: 'owner', name: 'Ольга' }
export const PAVEL: Actor = { operatorId: 'pavel', role: 'operator', name: 'Павел' }

export type Parts = Awaited<ReturnType<typeof makeParts>>

/** @param path of a database file. @param wrap may stand between the committer and the store, to delay or to fail commits. */
export async function makeParts(
  options: { wrap?: (store: Store) => Pick<Store, 'transact'>; path?: string; onBroken?: (cause: unknown) => void } = {},
) {
  const { onBroken } = options
  const store = await openStore({ path: options.path ?? ':memory:' })
  const time = { now: NOON }
  const clock = () => time.now
  await store.transact(async () => ({ writes: { changes: FOUNDATION }, value: null }))
  const [roster, feed, visibility] = await Promise.all([createRoster(store), createFeed(store), createVisibility(store)])
  const commits: Committed<unknown>[] = []
  const listeners = new Set<(committed: Committed<unknown>) => void>()
  const committer = createCommitter({
    store: options.wrap?.(store) ?? store,
    roster: () => roster.rows(),
    publish(committed) {
      roster.update(committed.rows)
      visibility.update(committed.rows)
      feed.publish(committed)
      commits.push(committed)
      for (const listener of listeners) listener(committed)
    },
  })
  return {
    store,
    time,
    clock,
    roster,
    feed,
    visibility,
    committer,
    commits,
    onCommit: (listener: (committed: Committed<unknown>) => void) => void listeners.add(listener),
    accept: createInbound({ committer, clock }),
    executor: createExecutor({ store, committer, visibility, clock, ...(onBroken ? { onBroken } : {}) }),
    /** Writes rows as they are. */
    put: (...changes: Change[]) => write({ changes }),
    write,
    async row<K extends Kind>(kind: K, id: string): Promise<RowOf<K> | undefined> {
      const [stored] = await store.rows([{ kind, id }])
      return (stored?.row ?? undefined) as RowOf<K> | undefined
    },
    items: async (dialogId: string) => (await store.latestItems([dialogId], 1000)).map(({ row }) => row as RowOf<'item'>),
  }

  function write(writes: Writes): Promise<Committed<null>> {
    return committer.transact(async () => ({ writes, value: null }))
  }
}

const FOUNDATION: readonly Change[] = [
  change('workspace', { id: WORKSPACE_ID, name: 'Shop', country: 'UA', guardsReplies: true }),
  change('channel', { id: CHANNEL, kind: 'widget', name: 'Website', isSample: false, greeting: '' }),
  ...[OLGA, PAVEL].map(({ operatorId, name, role }) =>
    change('operator', { id: operatorId, name, role, email: `${operatorId}@okno.test`, isDisabled: false }),
  ),
]

/** A dialog with its contact, as if somebody had written long ago. */
export const dialogRows = (id: string, more: Partial<RowOf<'dialog'>> = {}): Change[] => [
  change('contact', {
    id: `${id}-contact`,
    channelId: CHANNEL,
    peerKey: `${id}-peer`,
    name: 'Гость',
    nameBy: 'channel',
    phones: [],
    emails: [],
    origin: null,
    createdAt: NOON,
  }),
  change('dialog', { ...newDialog({ id, channelId: CHANNEL, contactId: `${id}-contact` }, NOON), ...more }),
]

export const messageRow = (dialogId: string, dseq: number, more: Partial<MessageItem> = {}): Change =>
  change('item', {
    id: `${dialogId}-${dseq}`,
    dialogId,
    dseq,
    at: NOON,
    kind: 'message',
    direction: 'out',
    authorId: 'olga',
    text: `text ${dseq}`,
    attachments: [],
    replyTo: null,
    state: 'queued',
    error: null,
    ...more,
  })

type MessageEvent = Extract<InboundEvent, { type: 'message' }>

/** A customer's message; `key` is also its text. */
export const inbound = (key: string, more: Partial<MessageEvent> = {}): MessageEvent => ({
  type: 'message',
  channelId: CHANNEL,
  peer: { key: 'visitor', name: 'Анна', origin: null },
  key,
  text: key,
  attachments: [],
  raw: `raw ${key}`,
  ...more,
})
