/**
 * The order of the dialog list, kept by hand beside the dialogs: small rows, one index for each way of filtering, so
 * that the first screen of any filter over a hundred thousand dialogs is a few short reads and never a walk over all.
 * Derived from `dialogs` and written in the same transaction.
 */
import Dexie from 'dexie'
import { DIALOG_STATES, type Dialog, type DialogState, isSnoozed } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { DialogQuery, DialogRow } from './contract'
import type { Replica } from './replica'

/** A dialog that is put off is open, and not among the open ones. */
type ListState = DialogState | 'snoozed'

const LIST_STATES: readonly ListState[] = [...DIALOG_STATES, 'snoozed']

export interface Listed {
  readonly id: Id
  readonly state: ListState
  /** Ascending is newest first: the browser reads many rows at once in this direction only. */
  readonly sort: number
  /** 1: without an answer. A key of an index can be neither true nor null. */
  readonly waiting: 0 | 1
  /** Empty: nobody. */
  readonly assignee: Id | ''
  readonly channelId: Id
  /** The channel in which messages of it have failed. Absent: none has, and an index names it nowhere. */
  readonly failedIn?: Id
}

/** The order of a list, and what stands at its top. */
export interface Listing {
  readonly ids: readonly Id[]
  readonly hasMore: boolean
  /** Of those at the top, the ones that were not known: a list never shows places before it can show what stands there. */
  readonly fresh: readonly DialogRow[]
}

export const LISTING_INDEXES =
  'id, failedIn, [sort+id], [state+sort+id], [state+waiting+sort+id], [state+assignee+sort+id], [state+channelId+sort+id], [state+assignee+channelId+sort+id]'

export const listed = (dialog: Dialog): Listed => ({
  id: dialog.id,
  state: dialog.state === 'open' && isSnoozed(dialog) ? 'snoozed' : dialog.state,
  sort: -dialog.updatedAt,
  waiting: dialog.unanswered > 0 ? 1 : 0,
  assignee: dialog.assigneeId ?? '',
  channelId: dialog.channelId,
  ...((dialog.failed ?? 0) > 0 && { failedIn: dialog.channelId }),
})

/** Pure: whether the dialog belongs into the list. */
export function fits(dialog: Listed, { tab, answer, assignees, channels }: DialogQuery): boolean {
  return (
    (tab === 'all' || dialog.state === tab || (tab === 'open' && answer === 'snoozed')) &&
    (answer === 'all' || (answer === 'snoozed' ? dialog.state === 'snoozed' : dialog.waiting === Number(answer === 'waiting'))) &&
    (assignees.length === 0 || assignees.some((id) => dialog.assignee === (id ?? ''))) &&
    (channels.length === 0 || channels.includes(dialog.channelId))
  )
}

export const inOrder = (a: Listed, b: Listed): number => a.sort - b.sort || (a.id < b.id ? -1 : 1)

/** Stretches of one index that together hold every dialog of the query, each in order. */
export interface Plan {
  readonly index: string
  readonly prefixes: readonly (readonly (string | number)[])[]
}

/** More stretches than these cost more than they save: then one filter is left to be tried row by row. */
const MAX_STRETCHES = 36

/** Pure. The filter that leaves the fewest rows decides: few dialogs wait, an operator has some, a channel has many. */
export function planOf({ tab, answer, assignees, channels }: DialogQuery): Plan {
  const states = answer === 'snoozed' ? (['snoozed'] as const) : tab === 'all' ? LIST_STATES : [tab]
  const people = assignees.map((id) => id ?? '')
  const isPair = people.length > 0 && channels.length > 0 && states.length * people.length * channels.length <= MAX_STRETCHES
  if (answer === 'waiting') return { index: 'waiting+', prefixes: product(states, [1]) }
  if (isPair) return { index: 'assignee+channelId+', prefixes: product(states, people, channels) }
  if (people.length > 0) return { index: 'assignee+', prefixes: product(states, people) }
  if (channels.length > 0) return { index: 'channelId+', prefixes: product(states, channels) }
  if (answer === 'answered') return { index: 'waiting+', prefixes: product(states, [0]) }
  return tab === 'all' && answer === 'all' ? { index: '', prefixes: [[]] } : { index: '', prefixes: product(states) }
}

const product = (...lists: readonly (readonly (string | number)[])[]): (string | number)[][] =>
  lists.reduce<(string | number)[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]])

/** How many of the filters a stretch of each index answers for all of its rows. */
const ANSWERED: Readonly<Record<string, number>> = { '': 0, 'waiting+': 1, 'assignee+': 1, 'channelId+': 1, 'assignee+channelId+': 2 }

/**
 * The ids of the first `limit` rows, where one stretch holds what is asked for and nothing else: of a list that was scrolled far down
 * keys come several times sooner than rows. Runs as `readListing` does.
 * @returns null: it has to be read row by row.
 */
export async function readIds(replica: Replica, query: DialogQuery, limit: number): Promise<readonly Id[] | null> {
  const { tab, answer, assignees, channels } = query
  const { index, prefixes } = planOf(query)
  const [prefix] = prefixes
  const asked = [answer === 'waiting' || answer === 'answered', assignees.length > 0, channels.length > 0].filter(Boolean).length
  const isEmpty = answer === 'snoozed' && tab !== 'open' && tab !== 'all'
  if (!prefix || prefixes.length > 1 || asked !== ANSWERED[index] || isEmpty) return null
  return stretchOf(replica, index, prefix).limit(limit).primaryKeys()
}

/** @param last null: from its beginning, otherwise what comes after this row. */
function stretchOf(replica: Replica, index: string, prefix: readonly (string | number)[], last: Listed | null = null) {
  const from = last ? [...prefix, last.sort, last.id] : [...prefix, Dexie.minKey, Dexie.minKey]
  const name = `[${prefix.length > 0 ? 'state+' : ''}${index}sort+id]`
  return replica.listing.where(name).between(from, [...prefix, Dexie.maxKey, Dexie.maxKey], last === null, true)
}

/** Rows read at once of each stretch, at least. */
const CHUNK_ROWS = 50

/** The first `limit` rows that answer the query. Runs inside a transaction and awaits only Dexie. */
export async function readListing(replica: Replica, query: DialogQuery, limit: number): Promise<readonly Listed[]> {
  const plan = planOf(query)
  const chunk = Math.max(CHUNK_ROWS, Math.ceil((limit / plan.prefixes.length) * 1.2))
  const stretches = plan.prefixes.map((prefix) => new Stretch(replica, plan.index, prefix))
  const found: Listed[] = []
  while (found.length < limit) {
    await Dexie.Promise.all(stretches.map((stretch) => stretch.fill(chunk)))
    const taken = mergeUntilDry(stretches, limit - found.length, (row) => fits(row, query))
    found.push(...taken)
    if (stretches.every(({ isDry }) => isDry)) break
  }
  return found
}

/** Takes rows in order for as long as every stretch that may have more shows its next one. */
function mergeUntilDry(stretches: readonly Stretch[], limit: number, isWanted: (row: Listed) => boolean): readonly Listed[] {
  const taken: Listed[] = []
  while (taken.length < limit) {
    let first: Stretch | null = null
    for (const stretch of stretches) {
      if (!stretch.next) {
        if (stretch.isDry) continue
        return taken
      }
      if (!first?.next || inOrder(stretch.next, first.next) < 0) first = stretch
    }
    if (!first?.next) return taken
    if (isWanted(first.next)) taken.push(first.next)
    first.step()
  }
  return taken
}

/** One stretch of an index, read from its beginning in chunks. */
class Stretch {
  readonly #replica: Replica
  readonly #index: string
  readonly #prefix: readonly (string | number)[]
  #rows: readonly Listed[] = []
  #at = 0
  #last: Listed | null = null
  #isRead = false

  constructor(replica: Replica, index: string, prefix: readonly (string | number)[]) {
    this.#replica = replica
    this.#index = index
    this.#prefix = prefix
  }

  get next(): Listed | undefined {
    return this.#rows[this.#at]
  }

  /** Nothing is left of it, here or in the table. */
  get isDry(): boolean {
    return this.#isRead && this.next === undefined
  }

  step(): void {
    this.#at += 1
  }

  async fill(rows: number): Promise<void> {
    if (this.next || this.#isRead) return
    this.#rows = await stretchOf(this.#replica, this.#index, this.#prefix, this.#last).limit(rows).toArray()
    this.#at = 0
    this.#last = this.#rows.at(-1) ?? this.#last
    this.#isRead = this.#rows.length < rows
  }
}
