/** Everything a visitor meets, for tests: the real store, inbound, HTTP port and channel, in memory and on a free port. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '#shared/domain/channel'
import { type Dialog, withItem } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Operator } from '#shared/domain/operator'
import { change } from '#shared/domain/row'
import { type Committer, createCommitter } from '../../commands/committer'
import { createRoster } from '../../commands/roster'
import { makeBlobFiles } from '../../http/blob-files'
import { type ListenOptions, listen } from '../../http/listen'
import { mediaRoutes } from '../../http/media'
import { makeLog } from '../../log'
import { openStore } from '../../store/open'
import type { Store } from '../../store/port'
import { createInbound } from '../inbound'
import { eventItemName, peerDialogName } from '../names'
import type { AcceptInbound, InboundEvent } from '../port'
import { createWidgetChannel, type WidgetChannel } from './adapter'
import type { WidgetOptions } from './services'

export const OPERATOR: Operator = {
  id: 'operator-olena',
  name: 'Олена Шевченко',
  email: 'olena@shop.example',
  role: 'operator',
  isDisabled: false,
}
export const CHANNEL: Channel = {
  id: 'channel-site',
  kind: 'widget',
  name: 'Тёплый дом',
  isSample: false,
  greeting: 'Здравствуйте! Чем помочь?',
}

export interface TestServer {
  readonly origin: string
  readonly store: Store
  readonly widget: WidgetChannel
  /** Everything the channel has handed over, refused events included. */
  readonly events: readonly InboundEvent[]
  readonly typings: readonly Parameters<WidgetOptions['onVisitorTyping']>[0][]
  readonly logged: readonly string[]
  /** Stands between the channel and the store; replace it to delay or to fail. */
  gate: (event: InboundEvent) => Promise<void>
  /** Puts an item into a dialog, as commands of operators do. */
  put(dialogId: Id, item: Item): Promise<Item>
  dialogOf(visitorId: string): Promise<Id | null>
  close(): Promise<void>
}

export async function startTestServer(options: Partial<ListenOptions> & { port?: number } = {}): Promise<TestServer> {
  const logged: string[] = []
  const log = makeLog({ write: (line) => logged.push(line), isReadable: false, clock: Date.now })
  const store = await openStore({ path: ':memory:', threads: false })
  const roster = await createRoster(store)
  const committer = createCommitter({ store, roster: () => roster.rows(), publish: ({ rows }) => roster.update(rows) })
  await committer.transact(async () => ({
    writes: { changes: [change('operator', OPERATOR), change('channel', CHANNEL), change('channel', { ...CHANNEL, id: 'channel-other' })] },
    value: null,
  }))
  const inbound = createInbound({ committer, clock: Date.now })
  const events: InboundEvent[] = []
  const typings: Parameters<WidgetOptions['onVisitorTyping']>[0][] = []
  const accept: AcceptInbound = async (event) => {
    events.push(event)
    await server.gate(event)
    return inbound(event)
  }
  const nameOne = async (name: string) => (await store.names([name])).get(name) ?? null
  const widget = await createWidgetChannel({
    store,
    accept,
    channel: (id) => roster.get('channel', id),
    dialogOf: (channelId, peerKey) => nameOne(peerDialogName(channelId, peerKey)),
    async acceptedItems(channelId, keys) {
      const found = await store.names(keys.map((key) => eventItemName(channelId, key)))
      return new Map(keys.flatMap((key) => pair(key, found.get(eventItemName(channelId, key)))))
    },
    authorName: (id) => roster.get('operator', id)?.name ?? null,
    onVisitorTyping: (typing) => typings.push(typing),
    elapsed: Date.now,
    log,
  })
  const media = mediaRoutes({
    blobs: store.blobs,
    files: makeBlobFiles(await mkdtemp(join(tmpdir(), 'okno-widget-'))),
    small: async () => null,
    who: { operator: async () => null, program: async () => null, isRevoked: async () => false },
    authorizeVisitor: widget.authorizeVisitor,
    seesDialog: () => false,
    clock: Date.now,
    elapsed: Date.now,
  })
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    log,
    otherwise: () => ({ status: 404 }),
    ...options,
    routes: [...media, ...(options.routes ?? [])],
    sockets: (register) => register(widget.socketRoute),
  })
  const server: TestServer = {
    origin: `http://127.0.0.1:${listener.port}`,
    store,
    widget,
    events,
    typings,
    logged,
    gate: async () => {},
    put: (dialogId, item) => put(committer, dialogId, item),
    dialogOf: (visitorId) => nameOne(peerDialogName(CHANNEL.id, visitorId)),
    async close() {
      widget.close()
      await listener.close(0)
      await committer.settled()
      await store.close()
    },
  }
  return server
}

async function put(committer: Committer, dialogId: Id, item: Item): Promise<Item> {
  const { value } = await committer.transact(async (tx) => {
    const [stored] = await tx.rows([{ kind: 'dialog', id: dialogId }])
    const dialog = stored?.row as Dialog
    const placed: Item = { ...item, id: item.id || newId(), dialogId, dseq: dialog.lastSeq + 1 }
    return { writes: { changes: [change('item', placed), change('dialog', withItem(dialog, placed))] }, value: placed }
  })
  return value
}

const pair = (key: string, id: Id | undefined): [string, Id][] => (id ? [[key, id]] : [])
