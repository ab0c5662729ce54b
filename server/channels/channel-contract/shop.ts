/** A shop with one connected channel: everything between the store and the vendor, over a real database and real files. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import type { Attachment } from '#shared/domain/attachment'
import type { Channel } from '#shared/domain/channel'
import type { Dialog } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import type { Item, MessageItem } from '#shared/domain/item'
import { change, type RowOf } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { createCore } from '../../core'
import { makeBlobFiles } from '../../http/blob-files'
import { sniff } from '../../http/sniff'
import { makeLog } from '../../log'
import { openStore } from '../../store/open'
import { makeChannelFiles } from '../coming-files'
import type { Connections } from '../connections'
import type { Connector } from '../connector'
import { makeKeyring } from '../sealing'

/** A command that is to be given. */
type AnyCommand = { [T in CommandType]: { readonly type: T; readonly args: CommandArgs<T> } }[CommandType]

export const OLGA: Actor = { operatorId: 'olga', role: 'owner', name: 'Ольга' }

export interface ShopOptions {
  readonly connector: Connector
  readonly settings: unknown
  readonly secrets: unknown
  readonly publicUrl?: string | null
}

export interface Shop {
  readonly channelId: Id
  readonly connections: Connections
  /** Lines of the log so far. */
  readonly lines: readonly string[]
  dialogs(): Promise<readonly Dialog[]>
  /** Messages of all dialogs, in the order of their dialogs. */
  messages(): Promise<readonly MessageItem[]>
  items(): Promise<readonly Item[]>
  row<K extends 'contact' | 'channel' | 'dialog'>(kind: K, id: Id): Promise<RowOf<K> | undefined>
  /** An operator answers in a dialog. @returns the message's id. */
  reply(dialogId: Id, text: string, more?: { attachments?: readonly Attachment[]; replyTo?: Id }): Promise<Id>
  act(command: AnyCommand): Promise<void>
  /** A file that the operator has uploaded. */
  file(name: string, bytes: Uint8Array, more?: Partial<Attachment>): Promise<Attachment>
  bytesOf(attachmentId: Id): Promise<Uint8Array>
  /** Keys of everything that has come. */
  arrivals(): Promise<readonly string[]>
  /** The database with its journal, as bytes. */
  database(): Promise<Buffer>
  /** The process dies and another takes its place over the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openShop(options: ShopOptions): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-channel-'))
  const path = join(folder, 'okno.db')
  const keyring = makeKeyring([Buffer.alloc(32, 7)])
  const lines: string[] = []
  const log = makeLog({ write: (line) => lines.push(line), isReadable: false, clock: Date.now })
  const channel: Channel = { id: 'channel', kind: options.connector.kind, name: 'Канал', isSample: false, greeting: '' }
  let running = await begin()
  await running.core.committer.transact(async () => ({
    writes: {
      changes: [
        change('workspace', { id: WORKSPACE_ID, name: 'Shop', country: 'UA', guardsReplies: true }),
        change('operator', { id: OLGA.operatorId, name: OLGA.name, role: 'owner', email: 'olga@okno.test', isDisabled: false }),
        change('channel', channel),
      ],
    },
    value: null,
  }))
  await keepAccount()

  async function begin() {
    const store = await openStore({ path, threads: false })
    const files = makeBlobFiles(join(folder, 'blobs'))
    const core = await createCore({
      store,
      log,
      clock: Date.now,
      elapsed: Date.now,
      connected: {
        connectors: [options.connector],
        keyring,
        files: makeChannelFiles({ blobs: store.blobs, files, clock: Date.now }),
        publicUrl: options.publicUrl ?? null,
      },
    })
    await core.start()
    if (!core.connections) throw new Error('The core was made with connections')
    return { store, files, core, connections: core.connections }
  }

  async function keepAccount(): Promise<void> {
    const account = running.connections.account(options.connector.kind, options)
    if (!account) throw new Error('The account does not fit its connector')
    await running.connections.keep(channel.id, account)
  }

  async function dialogs(): Promise<readonly Dialog[]> {
    const page = await running.store.dialogsByRecency({ after: null, limit: 1000 })
    return page.map(({ row }) => row as Dialog).sort((one, other) => one.createdAt - other.createdAt)
  }

  async function items(): Promise<readonly Item[]> {
    const found: Item[] = []
    for (const { id } of await dialogs()) for (const { row } of await running.store.latestItems([id], 1000)) found.push(row as Item)
    return found
  }

  async function act(command: AnyCommand): Promise<void> {
    const [result] = await Promise.all(await running.core.sessionDeps.executor.admit(OLGA, [{ id: newId(), ...command }]))
    if (result?.status !== 'done') throw new Error(`The command was refused: ${result?.code}`)
  }

  async function stop(): Promise<void> {
    await running.core.close()
    await running.store.close()
  }

  return {
    channelId: channel.id,
    get connections() {
      return running.connections
    },
    lines,
    dialogs,
    items,
    messages: async () => (await items()).filter((item): item is MessageItem => item.kind === 'message'),
    async row(kind, id) {
      const [stored] = await running.store.rows([{ kind, id }])
      // The store returns what was written under this kind.
      return (stored?.row ?? undefined) as never
    },
    act,
    async reply(dialogId, text, { attachments = [], replyTo = null } = {}) {
      const itemId = newId()
      const dialog = (await dialogs()).find(({ id }) => id === dialogId)
      const args = { dialogId, itemId, text, attachments: [...attachments], replyTo, seen: dialog?.lastSeq ?? 0, ifUnchanged: false }
      await act({ type: 'message.send', args })
      return itemId
    },
    async file(name, bytes, more = {}) {
      const facts = { id: newId(), name, mime: more.mime ?? (await sniff(bytes)), size: bytes.length }
      const sha256 = await running.files.write(bytes)
      const owner = { kind: 'operator', id: OLGA.operatorId } as const
      await running.store.blobs.add({ ...facts, owner, dialogId: null, sha256, createdAt: Date.now() })
      return { ...facts, ...more }
    },
    async bytesOf(attachmentId) {
      const blob = await running.store.blobs.get(attachmentId)
      if (!blob) throw new Error('There is no such file')
      return new Uint8Array(await readFile(running.files.pathOf(blob.sha256)))
    },
    async arrivals() {
      const database = new Database(path, { readonly: true })
      const rows = database.prepare('select key from arrival order by place').all()
      database.close()
      return v.parse(v.array(v.object({ key: v.string() })), rows).map(({ key }) => key)
    },
    async database() {
      const names = (await readdir(folder)).filter((name) => name.startsWith('okno.db'))
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))))
    },
    async restart() {
      await stop()
      running = await begin()
    },
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
