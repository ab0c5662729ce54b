/**
 * What each viewer may see, from the newest facts about every dialog. A row says whose it is by the dialog or the
 * person it belongs to, so a change of assignee decides about all of them at once, without touching them.
 */
import type { Card } from '#shared/domain/card'
import type { Customer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import { type DocumentName, documentOwner } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { canSee, type DialogFacts, seesAllDialogs, seesCard, seesChannel, seesDialog, type Viewer } from '#shared/domain/permissions'
import type { Store, StoredRow } from '../store/port'
import { makeCustomerLinks } from './customer-links'
import { createKnownCards, type KnownCards } from './known-cards'

/** Rows read at once when the server starts. */
const PAGE_ROWS = 2000

/** Changes of one dialog's facts that are remembered; whoever is further behind is told everything anew. */
const MAX_MOVES = 16

/** What the facts were before a version; null: the dialog did not exist. */
interface Move {
  readonly ver: number
  readonly before: DialogFacts | null
}

interface Known extends DialogFacts {
  readonly contactId: Id
  /** In order. What was before the version `horizon` is not known. */
  readonly moves: readonly Move[]
  readonly horizon: number
}

/**
 * How a dialog stands to a viewer who was told everything up to some version. `granted`: seen now, perhaps not then:
 * its contents must be sent. `withdrawn`: not seen now, perhaps then: it must be erased.
 */
export type Standing = 'kept' | 'granted' | 'withdrawn' | 'hidden'

export interface Visibility {
  /** Takes over committed rows, in order. */
  update(rows: readonly StoredRow[]): void
  sees(viewer: Viewer, row: StoredRow): boolean
  seesDialog(viewer: Viewer, dialogId: Id): boolean
  /** Of a person, in no order. */
  dialogsOf(contactId: Id): readonly Id[]
  seesContact(viewer: Viewer, contactId: Id): boolean
  seesCustomer(viewer: Viewer, customerId: Id): boolean
  /** A row of this customer has been committed. */
  knowsCustomer(customerId: Id): boolean
  /** The customer a person is, and whom that one was merged into. */
  customersOf(contactId: Id): readonly Id[]
  /** Of a customer, and of those merged into them; in no order. */
  contactsOf(customerId: Id): readonly Id[]
  seesDocument(viewer: Viewer, doc: DocumentName): boolean
  readonly cards: Pick<KnownCards, 'ofDialog' | 'between'>
  standing(viewer: Viewer, dialogId: Id, cursor: number): Standing
}

export async function createVisibility(store: Pick<Store, 'dialogsByRecency' | 'head' | 'page'>): Promise<Visibility> {
  const dialogs = new Map<Id, Known>()
  const ofContact = new Map<Id, Set<Id>>()
  const customers = makeCustomerLinks()

  function learn({ id, channelId, assigneeId, contactId }: Dialog, ver: number, horizon: number): void {
    const before = dialogs.get(id)
    dialogs.set(id, { channelId, assigneeId, contactId, ...movesOf(before, { channelId, assigneeId }, { ver, horizon }) })
    const known = ofContact.get(contactId)
    if (known) known.add(id)
    else ofContact.set(contactId, new Set([id]))
  }

  function update(rows: readonly StoredRow[]): void {
    // The store returns what was written under the kind.
    for (const { kind, ver, row } of rows) {
      if (kind === 'dialog' && row !== null) learn(row as Dialog, ver, 0)
      if (kind === 'customer' && row !== null) customers.learn(row as Customer)
    }
    cards.update(rows)
  }

  const seesById = (viewer: Viewer, dialogId: Id): boolean => {
    const facts = dialogs.get(dialogId)
    return facts !== undefined && seesDialog(viewer, facts)
  }
  const seesPerson = (viewer: Viewer, contactId: Id): boolean => [...(ofContact.get(contactId) ?? [])].some((id) => seesById(viewer, id))
  const seesBuyer = (viewer: Viewer, id: Id): boolean => customers.contactsOf(id).some((contactId) => seesPerson(viewer, contactId))
  const seesText = (viewer: Viewer, doc: DocumentName): boolean => {
    const owner = documentOwner(doc)
    return owner.kind === 'remark' ? seesPerson(viewer, owner.contactId) : seesById(viewer, owner.dialogId)
  }

  const cards = await createKnownCards(store)
  const seesCardRow = (viewer: Viewer, { dialogId, managerId }: Card): boolean =>
    seesCard(viewer, { dialogId, managerId }, dialogId === null ? undefined : dialogs.get(dialogId))

  const head = await store.head()
  let after: { updatedAt: number; id: Id } | null = null
  for (;;) {
    const page: readonly StoredRow[] = await store.dialogsByRecency({ after, limit: PAGE_ROWS })
    for (const { row, ver } of page) learn(row as Dialog, ver, head)
    const last = page.at(-1)
    if (!last) break
    after = { updatedAt: (last.row as Dialog).updatedAt, id: last.id }
  }
  for (let last = ''; ; ) {
    const page = await store.page('customer', { after: last, limit: PAGE_ROWS })
    for (const { row } of page) customers.learn(row as Customer)
    if (page.length < PAGE_ROWS) break
    last = page.at(-1)?.id ?? ''
  }

  return {
    update,
    cards,
    dialogsOf: (contactId) => [...(ofContact.get(contactId) ?? [])],
    seesDialog: (viewer, id) => seesAllDialogs(viewer) || seesById(viewer, id),
    seesContact: (viewer, id) => seesAllDialogs(viewer) || seesPerson(viewer, id),
    seesCustomer: (viewer, id) => seesAllDialogs(viewer) || seesBuyer(viewer, id),
    knowsCustomer: customers.knows,
    customersOf: customers.customersOf,
    contactsOf: customers.contactsOf,
    seesDocument: (viewer, doc) => seesAllDialogs(viewer) || seesText(viewer, doc),
    sees(viewer, { kind, id, scope, row }) {
      if (!canSee(viewer, scope)) return false
      if (seesAllDialogs(viewer)) return true
      switch (kind) {
        case 'dialog':
          return seesById(viewer, id)
        case 'item':
        case 'draft':
        case 'order':
          return row !== null && seesById(viewer, (row as { dialogId: Id }).dialogId)
        case 'contact':
          return seesPerson(viewer, id)
        case 'customer':
          return seesBuyer(viewer, id)
        case 'document':
          return seesText(viewer, id)
        case 'channel':
          return seesChannel(viewer, id)
        case 'card':
          return row !== null && seesCardRow(viewer, row as Card)
        default:
          return true
      }
    },
    standing(viewer, dialogId, cursor) {
      if (seesAllDialogs(viewer)) return 'kept'
      const known = dialogs.get(dialogId)
      if (!known) return 'hidden'
      const saw = sawAt(viewer, known, cursor)
      if (seesDialog(viewer, known)) return saw === 'yes' || saw === 'not-there' ? 'kept' : 'granted'
      return saw === 'no' || saw === 'not-there' ? 'hidden' : 'withdrawn'
    },
  }
}

function movesOf(before: Known | undefined, now: DialogFacts, at: { ver: number; horizon: number }): Pick<Known, 'moves' | 'horizon'> {
  // The first that is heard of a dialog: read when the server started, or made just now.
  if (!before) return { moves: at.horizon > 0 ? [] : [{ ver: at.ver, before: null }], horizon: at.horizon }
  const isSame = before.assigneeId === now.assigneeId && before.channelId === now.channelId
  if (isSame) return { moves: before.moves, horizon: before.horizon }
  const moves = [...before.moves, { ver: at.ver, before: { channelId: before.channelId, assigneeId: before.assigneeId } }]
  const forgotten = moves.length > MAX_MOVES ? moves[0] : undefined
  return forgotten ? { moves: moves.slice(1), horizon: forgotten.ver } : { moves, horizon: before.horizon }
}

/** Whether the viewer saw the dialog when they had been told everything up to `cursor`. */
function sawAt(viewer: Viewer, known: Known, cursor: number): 'yes' | 'no' | 'not-there' | 'not-known' {
  if (cursor < known.horizon) return 'not-known'
  const move = known.moves.find(({ ver }) => ver > cursor)
  if (!move) return seesDialog(viewer, known) ? 'yes' : 'no'
  if (move.before === null) return 'not-there'
  return seesDialog(viewer, move.before) ? 'yes' : 'no'
}
