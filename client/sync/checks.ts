/**
 * The walk of one connection through what the device holds, slice by slice: first the digest; where it differs the rows
 * are named; what the server then says is wrong is put right.
 */
import type { ServerHead } from '#shared/protocol/frames'
import { encodeClient } from '#shared/protocol/wire'
import { FIRST_SLICE, type SlicePlace } from './slices'
import type { SyncTables } from './store'

export class Checks {
  readonly #store: SyncTables
  readonly #send: (bytes: Uint8Array) => void
  #next: SlicePlace = FIRST_SLICE
  #rid = 0
  /** The check that waits for its verdict. */
  #open: { readonly place: SlicePlace; readonly isClaimed: boolean } | null = null

  constructor(store: SyncTables, send: (bytes: Uint8Array) => void) {
    this.#store = store
    this.#send = send
  }

  /** A new connection begins with what is worked with. */
  reset(): void {
    this.#next = FIRST_SLICE
    this.#open = null
  }

  next = (): Promise<void> => this.#ask(this.#next, false)

  async verdict(of: ServerHead<'CHECK_RES'>): Promise<void> {
    const open = this.#open
    if (!open || of.rid !== this.#rid) return
    this.#open = null
    if (of.rows.length > 0) {
      console.warn('Rows that differed from the server’s were put right', countByKind(of.rows))
      await this.#store.applyRepair(of)
    } else if (!of.isSame && !open.isClaimed) await this.#ask(open.place, true)
  }

  /** @param isClaimed the rows are named, not only what they come to. */
  async #ask(place: SlicePlace, isClaimed: boolean): Promise<void> {
    const slice = await this.#store.slice(place)
    if (!slice) return
    this.#next = slice.next
    this.#rid += 1
    this.#open = { place, isClaimed }
    this.#send(encodeClient('CHECK', { rid: this.#rid, ...slice.check, claims: isClaimed ? [...slice.claims] : null }))
  }
}

/** Ids and kinds may stand in a log; what customers wrote may not. */
function countByKind(rows: readonly { readonly kind: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
