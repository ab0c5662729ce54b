/**
 * The way of committed rows to one device. A connection keeps how far it has been sent, not what to send: a slow
 * device costs a number, and delays nobody.
 *
 * SND1 Batches are contiguous: each begins where the one before it ended. SND2 While more than the limit is not taken
 * by the network, or not made durable by the device (FLOW1), nothing is added.
 */
import { seesAllDialogs, type Viewer } from '#shared/domain/permissions'
import { CLOSE, MAX_BATCH_ROWS, type SyncedRow } from '#shared/protocol/frames'
import { encodeServer } from '#shared/protocol/wire'
import type { Connection } from '../http/port'
import type { StoredRow } from '../store/port'
import type { Feed, FeedPage } from './feed'
import { Flow } from './flow'
import type { RowsFor } from './view'

/** Bytes handed over and not yet taken by the network at which a connection waits for `drain`. */
const HIGH_WATER_BYTES = 1024 * 1024

/** Each of them may be a dialog that has just become visible and brings all its contents. */
const ROWS_FOR_NARROWED = 40

export const synced = ({ kind, id, ver, row }: StoredRow): SyncedRow => ({ kind, id, ver, row })

export type EncodeBatch = (batch: { from: number; page: FeedPage; head: number; viewer: Viewer }) => Promise<Uint8Array>

/** Encodes each range once for all viewers who may see everything in it. */
export function createBatchEncoder(rowsFor: RowsFor): EncodeBatch {
  let shared: { key: string; frame: Uint8Array } | null = null
  return async ({ from, page, head, viewer }) => {
    const visible = await rowsFor(viewer, from, page.rows)
    const encode = () => encodeServer('BATCH', { from, to: page.to, head, rows: visible.map(synced) })
    if (visible !== page.rows) return encode()
    const key = `${from}:${page.to}:${head}`
    if (shared?.key !== key) shared = { key, frame: encode() }
    return shared.frame
  }
}

export interface Sender {
  /** From now on committed rows are sent; until then `poke` does nothing. */
  start(): void
  /** There is something new. */
  poke(): void
  drained(): void
  /** Sends a frame that the device will confirm, between `writable` and the next. @returns false when it is not sent. */
  push(frame: Uint8Array): boolean
  /** The device has made so many frames durable. @returns false when these are more than were sent. */
  confirmed(frames: number): boolean
  /** Nothing has been made durable for too long. */
  isStalled(): boolean
  /** Waits until the connection takes more. @returns false when it has ended. */
  writable(): Promise<boolean>
  close(): void
}

export function createSender(options: {
  connection: Connection
  feed: Feed
  encode: EncodeBatch
  viewer: Viewer
  from: number
  horizon: () => number
  elapsed: () => number
  onError: (error: unknown) => void
}): Sender {
  const { connection, feed, viewer } = options
  const flow = new Flow(options.elapsed)
  const limit = seesAllDialogs(viewer) ? MAX_BATCH_ROWS : ROWS_FOR_NARROWED
  let sentTo = options.from
  let isStarted = false
  let isPumping = false
  let isBlocked = false
  let wakers: (() => void)[] = []

  const isFull = () => isBlocked || flow.isFull || connection.bufferedBytes() > HIGH_WATER_BYTES

  async function writable(): Promise<boolean> {
    while (connection.isOpen && isFull()) await new Promise<void>((resolve) => wakers.push(resolve))
    return connection.isOpen
  }

  async function pump(): Promise<void> {
    while (sentTo < feed.head() && (await writable())) {
      const page = await feed.read(sentTo, limit)
      // Looked at after the reading: what was deleted before the horizon may have been missing in it (HOR1).
      if (sentTo < options.horizon()) return connection.close(CLOSE.EPOCH, 'behind the horizon')
      const frame = await options.encode({ from: sentTo, page, head: feed.head(), viewer })
      if (!push(frame)) return
      sentTo = page.to
    }
  }

  function push(frame: Uint8Array): boolean {
    const outcome = connection.send(frame)
    if (outcome === 'dropped') return false
    flow.sent(frame.length)
    if (outcome === 'queued') isBlocked = true
    return true
  }

  function poke(): void {
    if (!isStarted || isPumping || !connection.isOpen) return
    isPumping = true
    pump().then(
      () => {
        isPumping = false
        if (sentTo < feed.head() && connection.isOpen && !isFull()) poke()
      },
      (error: unknown) => {
        // Not at once again: a store that cannot be read would keep the process busy with nothing else.
        isPumping = false
        options.onError(error)
      },
    )
  }

  function drained(): void {
    isBlocked = false
    wake()
  }

  function confirmed(frames: number): boolean {
    const isKnown = flow.confirmed(frames)
    wake()
    return isKnown
  }

  function wake(): void {
    const waiting = wakers
    wakers = []
    for (const goOn of waiting) goOn()
    poke()
  }

  function start(): void {
    isStarted = true
    poke()
  }

  return { start, poke, drained, push, confirmed, isStalled: () => flow.isStalled, writable, close: drained }
}
