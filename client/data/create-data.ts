import { createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js'
import type { Actor } from '#shared/commands/spec'
import type { Channel } from '#shared/domain/channel'
import { isWaiting } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import { noPreferences, type Preferences } from '#shared/domain/preferences'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { requestAs } from '../request'
import { act, actAll, saveDraft, send } from './act'
import { isWrongGuess } from './begun-dialogs'
import { createBegunEdits, followBegunEdits, keepBegunEdit } from './begun-edit'
import { createBegunNote } from './begun-note'
import { moveUnsaved, moveUnsavedOf } from './begun-unsaved'
import { createCardData } from './cards'
import type { Data, Me } from './contract'
import { createDevice } from './device'
import { createDialog, createDialogList, readDialogs } from './dialogs'
import { readHistory } from './document-history'
import { attachToDraft, detachFromDraft } from './draft-files'
import { createDrafts } from './drafts'
import { addFile, createFile, fileBytes, pauseUpload, removeFile } from './files'
import { makeForesight } from './foresight'
import { remembered } from './gate'
import { makeTurns } from './in-turn'
import { createLazySearch } from './lazy-search'
import { makeLazyTexts } from './lazy-texts'
import { makeLeftListSlip } from './left-list'
import { forgetLeftovers, leftovers } from './leftovers'
import { makeLink } from './link'
import { createLiveAround } from './live'
import { createOlderDialogs } from './older-dialogs'
import { createOrder, createOrders } from './orders'
import { createMissed, discard, outboxEntry, sendAnyway } from './outbox'
import { justMade } from './outbox-row'
import { createOwnPresence } from './own-presence'
import { createPresenceBoard } from './presence'
import { createProductSearch } from './products'
import { discardRefused, readRefused } from './refused-texts'
import { readPosition } from './replica'
import { makeSendings, type Sending } from './sending'
import { tellShown } from './shown'
import { takeTables } from './tables'
import { createTemplates } from './templates'
import { createTimeline } from './timeline'
import { makeUnstoredSlips } from './unstored'
import { createProducts, createVariants } from './variants'
import { look, type Store } from './view'

/** The signed-in operator's data on this device. Needs a Solid owner and stops with it. */
export function createData(me: Me): Data {
  requestAs(me.operatorId)
  const { replica, vault } = takeTables(me.operatorId)
  const actor = (): Actor => untrack(self)
  const link = makeLink(me.operatorId)
  const isSignedIn = () => remembered()?.operatorId === me.operatorId
  const device = createDevice({ replica, vault, link, isSignedIn })
  const store: Store = { replica, vault, actor, keep: device.keep }
  const sendings = makeSendings(me.operatorId, localStorage)
  const texts = makeLazyTexts(store, link, makeUnstoredSlips(me.operatorId, localStorage))
  // A reply ends its draft: words of it that are still being stored must not come after.
  const inTurn = makeTurns()
  /** Durable first, then told to the leader. */
  async function write<T>(work: () => Promise<T>): Promise<T> {
    const value = await device.keep(work)
    link.send({ t: 'poke' })
    return value
  }

  const channelRows = createLiveAround(() => readChannels(store))
  const operatorRows = createLiveAround(() => readOperators(store))
  const workspace = createLiveAround(() => look(store, (view) => view.get('workspace', WORKSPACE_ID)))
  const preferences = createLiveAround(() => readPreferences(store))
  const waiting = createLiveAround(() => countWaiting(store))
  const refusedTexts = createLiveAround(() => readRefused(vault))
  const localUpdates = createLiveAround(async () => new Set(await vault.updates.orderBy('doc').uniqueKeys()) as ReadonlySet<string>)
  const drafts = createDrafts(store)
  const outboxRows = createLiveAround(() => vault.outbox.orderBy('n').toArray())
  createEffect(() => {
    if (outboxRows()?.some(isWrongGuess)) void moveUnsaved(store, localStorage)
  })
  const channels = createMemo(() => byId(channelRows()))
  const operators = createMemo(() => byId(operatorRows()))
  /** As administrators have it now: a role given yesterday is not the one signed in with last month. */
  const self = createMemo(() => ({ ...me, ...ownRow(operators().get(me.operatorId)) }), me, { equals: isSameMe })
  const presence = createPresenceBoard(link, operators)
  const begunEdits = followBegunEdits(link)
  const foresight = makeForesight(store, drafts)
  onCleanup(link.listen((message) => message.t === 'erased' && foresight.forget()))
  const olderDialogs = createOlderDialogs(store, link)
  // The name of this file tells the build.
  const leftList = makeLeftListSlip({ operatorId: me.operatorId, storage: localStorage, build: import.meta.url })
  onCleanup(link.listen((message) => message.t === 'erased' && leftList.strikeOut()))
  const left = createLiveAround(() => leftovers(replica))
  createEffect(() => {
    if (left()?.length) void forgetLeftovers(replica, localStorage)
  })
  const [clockAhead, setClockAhead] = createSignal(0)
  onCleanup(link.listen((message) => message.t === 'clock' && setClockAhead(message.aheadMs)))

  for (const sending of sendings.left()) {
    const taken = write(() => takeIn(store, sending)).then(() => sendings.strikeOut(sending.id))
    taken.catch((error: unknown) => console.error('A reply that was being sent waits for the next start', error))
  }

  const stopTelling = tellShown(me.operatorId, () => link.send({ t: 'shown' }))
  onCleanup(() => {
    stopTelling()
    foresight.expect([])
    texts.close()
    link.close()
    replica.close()
    vault.close()
  })

  return {
    me: self,
    connection: link.connection,
    clockAhead,
    trouble: device.trouble,
    waitingCount: () => waiting() ?? 0,
    refusedTexts: () => refusedTexts() ?? [],
    async discardText(name) {
      await discardRefused(vault, name)
      texts.reload(name)
    },
    documentHistory: readHistory,
    unsynced: () => localUpdates() ?? NOTHING_UNSYNCED,
    outbox: createMemo(() => (outboxRows() ?? []).flatMap(outboxEntry)),
    workspace,
    preferences: () => preferences() ?? noPreferences(me.operatorId),
    channels,
    operators,
    templates: createTemplates(store, link.connection),
    ...createCardData(store),
    createDialogList: (query, isInSight) =>
      createDialogList(store, olderDialogs, drafts, query, isInSight && { slip: leftList, mayStay: isSignedIn, isInSight }),
    createDialog(id) {
      texts.prepare()
      return createDialog(store, link, drafts, id, foresight.row(untrack(id)))
    },
    readDialogs: (ids) => readDialogs(store, ids),
    begunElsewhere: (dialogId) => moveUnsavedOf(store, localStorage, dialogId),
    foresee: foresight.foresee,
    expect: foresight.expect,
    foreseen: foresight.ready,
    createTimeline: (dialogId) => createTimeline(store, link, dialogId, foresight.seen(untrack(dialogId))),
    createSearch: (text, isNear) => createLazySearch(store, link, text, isNear),
    findConversation: async (channelId, peerKey) => (await import('./search-local')).findConversation(store, channelId, peerKey),
    customers: async () => (await import('./customers')).makeCustomerData(store, link),
    createProductSearch: (query, recent) => createProductSearch(store, link.connection, query, recent),
    createVariants: (group) => createVariants(store, link.connection, group),
    createProducts: (ids) => createProducts(store, ids),
    createOrders: (contactId) => createOrders(store, contactId),
    createOrder: (id) => createOrder(store, id),
    findShop: async (text) => (await import('./find-shop')).findShop(store, text),
    createNoteText: (dialogId) => createBegunNote(link, dialogId),
    begunEdits,
    createBegunEdits: (dialogId) => createBegunEdits(link, begunEdits, dialogId),
    keepBegunEdit,
    createSharedText: texts.create,
    createFile: (attachment) => createFile(store, link, attachment),
    createMissed: (commandId) => createMissed(store, commandId),
    createPresence: (dialogId) => presence.of(dialogId),
    act: (type, args) => write(() => act(store, type, args)),
    actAll: (commands) => write(() => actAll(store, commands)),
    async send(args, draft) {
      const sending = { ...justMade(), args, draft }
      const strikeOut = sendings.writeDown(sending)
      // Stored, or given back to the field: either way nobody else has to see to it.
      await inTurn(args.dialogId, () => write(() => send(store, sending))).finally(strikeOut)
      device.askPersistence()
      return sending.id
    },
    failedReplies: async (channelId) => (await import('./failed-replies')).readFailed(store, channelId),
    discard: (commandId) => write(() => discard(store, commandId)),
    sendAnyway: (commandId) => write(() => sendAnyway(store, commandId)),
    saveDraft: (dialogId, text, base) => inTurn(dialogId, () => write(() => saveDraft(store, dialogId, text, base))),
    addFile: (file, dialogId) => write(() => addFile(store, file, dialogId)),
    attachToDraft: (dialogId, attachments) => write(() => attachToDraft(store, dialogId, attachments)),
    detachFromDraft: (dialogId, ids) => write(() => detachFromDraft(store, dialogId, ids)),
    removeFile: (id) => write(() => removeFile(store, id)),
    pauseUpload: (id) => write(() => pauseUpload(store, id, true)),
    resumeUpload: (id) => write(() => pauseUpload(store, id, false)),
    measureStorage: device.measure,
    makeRoom: device.makeRoom,
    fileBytes: (id) => fileBytes(store, id),
    setPresence: createOwnPresence(link),
  }
}

/** DEV8 Unless it has gone its whole way: then it is among the messages. */
async function takeIn(store: Store, sending: Sending): Promise<void> {
  if (!(await store.replica.items.get({ id: sending.args.itemId }))) await send(store, sending)
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

const readOperators = (store: Store): Promise<readonly Operator[]> =>
  look(store, async ({ overlay }) =>
    (await store.replica.operators.toArray()).map((operator) => overlay.get('operator', operator.id) ?? operator),
  )

/** With what administrators have just decided about them. */
const readChannels = (store: Store): Promise<readonly Channel[]> =>
  look(store, async ({ overlay }) =>
    (await store.replica.channels.toArray()).map((channel) => overlay.get('channel', channel.id) ?? channel),
  )

const readPreferences = (store: Store): Promise<Preferences | undefined> =>
  look(store, (view) => view.get('preferences', store.actor().operatorId))

const ownRow = (row: Operator | undefined): Partial<Me> => (row ? { name: row.name, email: row.email, role: row.role } : {})

const isSameMe = (a: Me, b: Me): boolean => a.name === b.name && a.email === b.email && a.role === b.role

const byId = <T extends { readonly id: Id }>(rows: readonly T[] | undefined): ReadonlyMap<Id, T> =>
  new Map((rows ?? []).map((row) => [row.id, row]))

const NOTHING_UNSYNCED: ReadonlySet<string> = new Set()
