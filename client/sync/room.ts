/**
 * Room on the device, made by letting go of what can be had from the server again.
 *
 * ROOM1 First the history of closed dialogs, the oldest first; then pages of history further back than the newest; then
 * files that were seen long ago; at last half of the catalogue, which from then on does not grow beyond that. ROOM2 Never what is the operator's own and not with the server, nor the history of a
 * dialog it belongs to, nor of one that is on a screen. ROOM3 One run does a bounded amount of work; the rows of dialogs
 * stay, so that lists and counters are as before, and what was let go of comes back as a page.
 */
import type { Id } from '#shared/domain/id'
import { ITEMS_AT_HAND as KEPT_ITEMS } from '#shared/domain/window'
import { halveShelf } from '../data/product-shelf'
import { addRange, rangeAt } from '../data/ranges'
import type { Replica } from '../data/replica'
import type { Vault } from '../data/vault'

/** Of one run: enough to write on, few enough to be over in a moment. */
const MAX_DIALOGS = 60
const MAX_FILES = 60
/** Dialogs looked at in one run. */
const MAX_LOOKS = 5000

export interface MadeRoom {
  readonly dialogs: number
  readonly items: number
  readonly files: number
  readonly products: number
}

export interface RoomOptions {
  readonly replica: Replica
  readonly vault: Vault
  /** Dialogs on a screen. */
  readonly shown: ReadonlySet<Id>
  /** Checks, inside the transaction that erases, that this tab still leads (FEN1). */
  readonly checkLead: () => Promise<void>
  readonly forgetFiles: (ids: readonly Id[]) => Promise<void>
}

export async function makeRoom(options: RoomOptions): Promise<MadeRoom> {
  const { replica, vault } = options
  const spared = new Set([...options.shown, ...(await ownWork(vault)), ...(await replica.drafts.toArray()).map(({ dialogId }) => dialogId)])
  const candidates = await oldestHeld(replica, spared)
  const closed = candidates.filter(({ isClosed }) => isClosed).slice(0, MAX_DIALOGS)
  const long = closed.length > 0 ? [] : candidates.filter(({ held }) => held > KEPT_ITEMS).slice(0, MAX_DIALOGS)
  const files: Id[] = []
  let items = 0
  for (const { id } of [...closed, ...long]) {
    const gone = await letGo(options, id, closed.some((each) => each.id === id) ? 0 : KEPT_ITEMS)
    items += gone.items
    files.push(...gone.files)
  }
  if (closed.length + long.length === 0) files.push(...(await replica.files.orderBy('usedAt').limit(MAX_FILES).primaryKeys()))
  await replica.files.bulkDelete(files)
  await options.forgetFiles(files)
  const products = closed.length + long.length + files.length === 0 ? await letGoOfProducts(options) : 0
  return { dialogs: closed.length, items, files: files.length, products }
}

/** They are found through the server. */
async function letGoOfProducts({ replica, checkLead }: RoomOptions): Promise<number> {
  return replica.transaction('rw', [replica.position, replica.products, replica.productIndex, replica.productShelf], async () => {
    await checkLead()
    return halveShelf(replica)
  })
}

/** Dialogs to which something belongs that the server does not have. */
async function ownWork(vault: Vault): Promise<readonly Id[]> {
  const rows = await vault.outbox.toArray()
  const notes = (await vault.updates.toArray()).flatMap(({ doc }) => doc.split('.')[1] ?? [])
  return [...rows.flatMap(({ dialogId }) => dialogId ?? []), ...notes]
}

interface Held {
  readonly id: Id
  readonly isClosed: boolean
  readonly held: number
}

/** Dialogs with history here, by their last update, the oldest first. */
async function oldestHeld(replica: Replica, spared: ReadonlySet<Id>): Promise<readonly Held[]> {
  const dialogs = await replica.dialogs.orderBy('updatedAt').limit(MAX_LOOKS).toArray()
  const ranges = await replica.ranges.bulkGet(dialogs.map(({ id }) => id))
  return dialogs.flatMap(({ id, state, contactId }, index) => {
    const held = (ranges[index]?.ranges ?? []).reduce((count, [lo, hi]) => count + hi - lo + 1, 0)
    return held > 0 && !spared.has(id) && !spared.has(contactId) ? [{ id, isClosed: state !== 'open', held }] : []
  })
}

/** One dialog, one transaction: a crash leaves nothing half done. */
async function letGo({ replica, checkLead }: RoomOptions, dialogId: Id, keep: number): Promise<{ items: number; files: readonly Id[] }> {
  return replica.transaction('rw', replica.tables, async () => {
    await checkLead()
    const held = (await replica.ranges.get(dialogId))?.ranges ?? []
    const hi = held.at(-1)?.[1] ?? 0
    const lo = Math.max(rangeAt(held, hi)?.[0] ?? hi, hi - keep + 1)
    const end = keep === 0 ? Number.MAX_SAFE_INTEGER : lo - 1
    const old = await replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, end], true, true).toArray()
    await replica.items.bulkDelete(old.map(({ dseq }) => [dialogId, dseq]))
    if (keep === 0) await replica.ranges.delete(dialogId)
    else await replica.ranges.put({ dialogId, ranges: addRange([], lo, hi) })
    // Its words stay in the search index: taking them out writes, and nothing fits now. What they lead to is looked up.
    return { items: old.length, files: old.flatMap((item) => (item.kind === 'message' ? item.attachments.map(({ id }) => id) : [])) }
  })
}
