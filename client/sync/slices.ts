/**
 * What this device holds, in slices that the server can compare with what it ought to hold (DIG1). Read from the tables
 * as they lie there, so that a fault of the storage is noticed like a fault of ours.
 */
import Dexie from 'dexie'
import { documentRefs } from '#shared/domain/belongings'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Kind } from '#shared/domain/row'
import { ITEMS_AT_HAND, SMALL_KINDS } from '#shared/domain/window'
import { type Claim, claimOf, digestOf } from '#shared/protocol/digest'
import { type ClientHead, MAX_CHECKED_DIALOGS } from '#shared/protocol/frames'
import { customersOf } from '../data/customers-of'
import { type Replica, readPosition } from '../data/replica'

/** Dialogs of one slice, and rows after which no further dialog is added to it. */
const SLICE_DIALOGS = 20
const ENOUGH_ROWS = 300
const MAX_ITEMS = 600
const SLICE_CARDS = 300

/** Where the walk stands: before the small kinds, after a card, or before the dialogs updated before a time. */
export type SlicePlace = 'small' | { readonly afterCard: Id | '' } | { readonly before: number | null }
export const FIRST_SLICE: SlicePlace = 'small'

export interface Slice {
  readonly check: Omit<ClientHead<'CHECK'>, 'rid' | 'claims'>
  readonly claims: readonly Claim[]
  readonly next: SlicePlace
}

/** @returns null when there is nothing to be compared: no snapshot is complete. */
export function readSlice(replica: Replica, place: SlicePlace): Promise<Slice | null> {
  return replica.transaction('r', replica.tables, async () => {
    const { epoch, cursor, since } = await readPosition(replica)
    if (epoch === null) return null
    if (place === 'small') return smallSlice(replica, cursor)
    if ('afterCard' in place) return cardSlice(replica, { cursor, after: place.afterCard })
    return dialogSlice(replica, { cursor, since, before: place.before })
  })
}

async function smallSlice(replica: Replica, cursor: number): Promise<Slice> {
  const rows = await Promise.all(SMALL_KINDS.map(async (kind) => claimsOf(kind, await replica.tableOf<Kind>(kind).toArray())))
  const claims = rows.flat()
  const check = { cursor, scope: 'small' as const, from: 0, before: null, isWhole: true, dialogs: [], digest: digestOf(claims) }
  return { check, claims, next: { afterCard: '' } }
}

async function cardSlice({ cards }: Replica, { cursor, after }: { cursor: number; after: Id | '' }): Promise<Slice> {
  const rows = await cards.where('id').above(after).limit(SLICE_CARDS).toArray()
  const upTo = rows.length < SLICE_CARDS ? null : (rows.at(-1)?.id ?? null)
  const claims = claimsOf('card', rows)
  const borders = { scope: 'cards' as const, from: 0, before: null, cards: { after, upTo }, isWhole: true, dialogs: [] }
  return { check: { cursor, ...borders, digest: digestOf(claims) }, claims, next: upTo === null ? { before: null } : { afterCard: upTo } }
}

async function dialogSlice(replica: Replica, at: { cursor: number; since: number; before: number | null }): Promise<Slice> {
  const { from, isWhole, isLast, ids } = await bordersOf(replica, at)
  const dialogs = (await replica.dialogs.bulkGet([...ids])).filter((dialog): dialog is Dialog => dialog !== undefined)
  const ranges = await replica.ranges.bulkGet(dialogs.map(({ id }) => id))
  const stretches = withinBudget(dialogs.map(({ id }, index) => stretchOf(id, ranges[index]?.ranges.at(-1))))
  const items = (await Promise.all(stretches.map((stretch) => itemsOf(replica, stretch)))).flat()
  const [orders, contacts, documents] = await Promise.all([
    replica.orders
      .where('dialogId')
      .anyOf(dialogs.map(({ id }) => id))
      .toArray(),
    replica.contacts.bulkGet(dialogs.map(({ contactId }) => contactId)),
    replica.documents.bulkGet(documentRefs(dialogs, items).map(({ id }) => id)),
  ])
  const claims = [
    ...claimsOf('dialog', dialogs),
    ...claimsOf('contact', contacts),
    ...claimsOf('order', orders),
    ...claimsOf('customer', await customersOf(replica, contacts)),
    ...claimsOf('item', items),
    ...claimsOf('document', documents),
  ]
  // People may have more than one dialog in a slice.
  const unique = [...new Map(claims.map((claim) => [`${claim.kind}/${claim.id}`, claim])).values()]
  const check = {
    cursor: at.cursor,
    scope: 'dialogs',
    from,
    before: at.before,
    isWhole,
    dialogs: stretches,
    digest: digestOf(unique),
  } as const
  return { check, claims: unique, next: isLast ? FIRST_SLICE : { before: from } }
}

/**
 * Down to the time of the last of some dialogs, all of that time included. A slice does not reach across the window's
 * beginning, below which not every dialog is held.
 */
async function bordersOf({ listing, ranges }: Replica, { since, before }: { since: number; before: number | null }) {
  const below = listing.where('[sort+id]').between(before === null ? Dexie.minKey : [-before, []], Dexie.maxKey, false)
  const some = await below.limit(SLICE_DIALOGS).toArray()
  const isInWindow = some.length === 0 || -(some[0]?.sort ?? 0) >= since
  const own = some.filter(({ sort }) => -sort >= since === isInWindow)
  const held = await ranges.bulkGet(own.map(({ id }) => id))
  let rows = 0
  const end = own.findIndex((_row, index) => {
    const [lo, hi] = held[index]?.ranges.at(-1) ?? [1, 0]
    rows += Math.min(hi - lo + 1, ITEMS_AT_HAND) + 2
    return rows > ENOUGH_ROWS
  })
  const last = own[end < 0 ? own.length - 1 : end]
  const isEndOfWindow = isInWindow && end < 0 && (own.length < some.length || some.length < SLICE_DIALOGS)
  const from = isEndOfWindow ? since : -(last?.sort ?? 0)
  const all = await listing
    .where('[sort+id]')
    .between(before === null ? Dexie.minKey : [-before, []], [-from, []], false, true)
    .primaryKeys()
  const ids = all.slice(0, MAX_CHECKED_DIALOGS)
  return {
    from,
    ids,
    isWhole: isInWindow && ids.length === all.length,
    isLast: end < 0 && some.length < SLICE_DIALOGS && own.length === some.length,
  }
}

interface Stretch {
  readonly id: Id
  readonly lo: number
  readonly hi: number
}

/** Many dialogs of one moment make a large slice: of those beyond the budget no items are compared. */
function withinBudget(stretches: readonly Stretch[]): Stretch[] {
  let items = 0
  return stretches.map(({ id, lo, hi }) => {
    items += hi - lo + 1
    return items <= MAX_ITEMS ? { id, lo, hi } : { id, lo: 0, hi: 0 }
  })
}

function stretchOf(id: Id, newest: readonly [number, number] | undefined): Stretch {
  const [lo, hi] = newest ?? [0, 0]
  return { id, lo: hi === 0 ? 0 : Math.max(lo, hi - ITEMS_AT_HAND + 1), hi }
}

const itemsOf = (replica: Replica, { id, lo, hi }: Stretch): PromiseLike<Item[]> | Item[] =>
  hi === 0 ? [] : replica.items.where('[dialogId+dseq]').between([id, lo], [id, hi], true, true).toArray()

const claimsOf = (kind: Kind, rows: readonly ({ readonly id: Id } | undefined)[]): readonly Claim[] =>
  rows.flatMap((row) => (row ? [claimOf(kind, row.id, row)] : []))
