import { createMemo, onCleanup } from 'solid-js'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { isWaiting } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { noPreferences, type Preferences } from '#shared/domain/preferences'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { act, actAll, saveDraft, send } from './act'
import type { Data, Me, OutboxEntry } from './contract'
import { createDialog, createDialogList, readDialogs } from './dialogs'
import { readHistory } from './document-history'
import { createDocuments } from './documents'
import { addFile, createFile, fileBytes, pauseUpload, removeFile } from './files'
import { makeLink } from './link'
import { createLive } from './live'
import { createPresenceBoard } from './presence'
import { createProductSearch } from './products'
import { discardRefused, readRefused } from './refused-texts'
import { Replica, readPosition } from './replica'
import { createSearch } from './search'
import { createSharedText } from './shared-text'
import { createTemplates } from './templates'
import { createTimeline } from './timeline'
import { type OutboxRow, Vault } from './vault'
import { look, type Store } from './view'

/** The signed-in operator's data on this device. Needs a Solid owner and stops with it. */
export function createData(me: Me): Data {
  const replica = new Replica(me.operatorId)
  const vault = new Vault(me.operatorId)
  const actor = (): Actor => ({ operatorId: me.operatorId, role: me.role, name: me.name })
  const store: Store = { replica, vault, actor }
  const link = makeLink(me.operatorId)
  const documents = createDocuments(store, link)
  const poke = () => link.send({ t: 'poke' })

  const channelRows = createLive(() => replica.channels.toArray())
  const operatorRows = createLive(() => replica.operators.toArray())
  const workspace = createLive(() => replica.workspace.get(WORKSPACE_ID))
  const preferences = createLive(() => readPreferences(store))
  const waiting = createLive(() => countWaiting(store))
  const refusedTexts = createLive(() => readRefused(vault))
  const localUpdates = createLive(async () => new Set(await vault.updates.orderBy('doc').uniqueKeys()) as ReadonlySet<string>)
  const outboxRows = createLive(() => vault.outbox.orderBy('n').toArray())
  const channels = createMemo(() => byId(channelRows()))
  const operators = createMemo(() => byId(operatorRows()))
  const presence = createPresenceBoard(link, operators)

  onCleanup(() => {
    documents.close()
    link.close()
    replica.close()
    vault.close()
  })

  return {
    me: () => me,
    connection: link.connection,
    waitingCount: () => waiting() ?? 0,
    refusedTexts: () => refusedTexts() ?? [],
    async discardText(name) {
      await discardRefused(vault, name)
      documents.reload(name)
    },
    documentHistory: readHistory,
    unsynced: () => localUpdates() ?? NOTHING_UNSYNCED,
    outbox: createMemo(() => (outboxRows() ?? []).flatMap(outboxEntry)),
    workspace,
    preferences: () => preferences() ?? noPreferences(me.operatorId),
    channels,
    operators,
    templates: createTemplates(store, link.connection),
    createDialogList: (query) => createDialogList(store, link, query),
    createDialog: (id) => createDialog(store, link, id),
    readDialogs: (ids) => readDialogs(store, ids),
    createTimeline: (dialogId) => createTimeline(store, link, dialogId),
    createSearch: (text) => createSearch(store, link, text),
    findConversation: async (channelId, peerKey) => (await import('./search-local')).findConversation(store, channelId, peerKey),
    createProductSearch: (query, recent) => createProductSearch(store, query, recent),
    createSharedText: (name) => createSharedText(store, documents, name),
    createFile: (attachment) => createFile(store, link, attachment),
    createPresence: (dialogId) => presence.of(dialogId),
    async act(type, args) {
      const id = await act(store, type, args)
      poke()
      return id
    },
    async actAll(commands) {
      await actAll(store, commands)
      poke()
    },
    async send(args, draft) {
      const id = await send(store, args, draft)
      poke()
      return id
    },
    async discard(commandId) {
      const row = await vault.outbox.get({ id: commandId })
      if (row?.state === 'waiting' || row?.state === 'refused') await vault.outbox.delete(row.n)
    },
    async sendAnyway(commandId) {
      const row = await vault.outbox.get({ id: commandId })
      if (row?.type !== 'message.send' || row.state !== 'refused') return
      // Parsed by the command's schema when it was stored.
      const args = row.args as CommandArgs<'message.send'>
      await vault.transaction('rw', vault.outbox, async () => {
        await act(store, 'message.send', { ...args, ifUnchanged: false })
        await vault.outbox.delete(row.n)
      })
      poke()
    },
    async saveDraft(dialogId, text, base) {
      await saveDraft(store, dialogId, text, base)
      poke()
    },
    async addFile(file) {
      const attachment = await addFile(store, file)
      poke()
      return attachment
    },
    async removeFile(id) {
      await removeFile(store, id)
      poke()
    },
    async pauseUpload(id) {
      await pauseUpload(store, id, true)
      poke()
    },
    async resumeUpload(id) {
      await pauseUpload(store, id, false)
      poke()
    },
    fileBytes: (id) => fileBytes(store, id),
    setPresence: (dialogId, state) => link.send({ t: 'presence', dialogId, state }),
  }
}

/** The kept counter, and what pending commands change in it. */
async function countWaiting(store: Store): Promise<number> {
  return look(store, async (view) => {
    const { waiting } = await readPosition(store.replica)
    const guessed = view.overlay.all('dialog')
    const stored = await store.replica.dialogs.bulkGet(guessed.map(({ id }) => id))
    return guessed.reduce((count, dialog, index) => {
      const before = stored[index]
      return count + Number(isWaiting(dialog)) - Number(before !== undefined && isWaiting(before))
    }, waiting)
  })
}

const readPreferences = (store: Store): Promise<Preferences | undefined> =>
  look(store, (view) => view.get('preferences', store.actor().operatorId))

const byId = <T extends { readonly id: Id }>(rows: readonly T[] | undefined): ReadonlyMap<Id, T> =>
  new Map((rows ?? []).map((row) => [row.id, row]))

/** Drafts are not shown: they are kept, not sent. */
function outboxEntry({ id, type, args, dialogId, createdAt, state, code }: OutboxRow): readonly OutboxEntry[] {
  if (isSilent(type) || state === 'done') return []
  return [{ id, type, args, dialogId, createdAt, state, code, summary: summaryOf(args) }]
}

function summaryOf(args: unknown): string {
  if (typeof args !== 'object' || args === null) return ''
  for (const field of ['text', 'name', 'phone', 'email']) {
    const value = Object.entries(args).find(([key]) => key === field)?.[1]
    if (typeof value === 'string' && value !== '') return value
  }
  return ''
}

const NOTHING_UNSYNCED: ReadonlySet<string> = new Set()

/** Kept and sent like others, of no interest while they wait. */
const isSilent = (type: CommandType): boolean => type === 'draft.set' || type === 'dialog.readMentions'
