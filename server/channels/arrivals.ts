/**
 * Raw events of one channel on their way in: stored, acknowledged, read, made messages.
 *
 * CON1 Stored as they came before they are acknowledged. CON2 Handling one again changes nothing. CON3 What cannot be read is
 * kept and shown. CON4 Events of one person are handled in the order they came; people do not wait for each other, nor does anybody
 * for a file that does not come.
 */
import * as v from 'valibot'
import { type Attachment, MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { Contact } from '#shared/domain/contact'
import { Content } from '#shared/domain/content'
import type { Id } from '#shared/domain/id'
import { MAX_MESSAGE_CHARS, type MissingFile } from '#shared/domain/item'
import type { Committer, Work } from '../commands/committer'
import { fileName } from '../http/file-name'
import { type Arrival, type ChannelStore, FILES, type HandledArrival } from '../store/port-channels'
import { type ChannelFiles, comingFileId, type TakenFile } from './coming-files'
import { type ComingFile, type Connection, MAX_RAW_CHARS, type RawEvent, type ReadEvent, type Reading, type ReadMessage } from './connector'
import type { AcceptInbound } from './port'

const ARRIVALS_PER_ROUND = 500
/** People whose events are handled at a time: those that bring no file, those that do, and what is asked again for its files. */
const LANES = { words: 8, files: 6, again: 2 } as const
/** A message waits so long for all of its files; then it is shown without, and they are asked for again. */
const FIRST_FILES_MS = 20_000
/** How long a quiet worker sleeps; what comes wakes it earlier. */
const POLL_MS = 1000
/** Between attempts at files, or at what the store refused; after the last it is for a person to look at. */
const AGAIN_MS: readonly number[] = [2_000, 10_000, 60_000, 600_000, 3_600_000, 6 * 3_600_000]
/** A person's next messages wait so many attempts for one that fails, and then go on without it. */
const MAX_ERRORS = 3

export interface Arrivals {
  /** Settles when they are stored. */
  receive(events: readonly RawEvent[]): Promise<void>
  start(): void
  wake(): void
  /** Settles when nothing is under way any more. */
  stop(): Promise<void>
}

export interface ArrivalOptions {
  readonly channelId: Id
  readonly connection: Connection
  readonly store: Pick<ChannelStore, 'waiting'>
  readonly committer: Committer
  readonly accept: AcceptInbound
  readonly files: ChannelFiles
  readonly clock: () => number
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

export function createArrivals(options: ArrivalOptions): Arrivals {
  const { channelId, store, committer, clock, connection } = options
  const busy = new Map<string, { readonly pace: Pace; readonly handling: Promise<void> }>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let isWoken = false

  async function round(): Promise<void> {
    const now = clock()
    /** People of whom something earlier has not been handled. */
    const held = new Set(busy.keys())
    for (let after = 0; ; ) {
      const page = await store.waiting(channelId, { now, after, limit: ARRIVALS_PER_ROUND })
      for (const arrival of page) {
        if (options.signal.aborted || PACES.every(isFull)) return
        const reading = await readSafely(connection, arrival)
        const [lane, pace] = [laneOf(reading, arrival), paceOf(reading, arrival)]
        const isDue = arrival.dueAt <= now || arrival.since > now
        if (!held.has(lane) && isDue && !isFull(pace)) begin(arrival, { reading, lane, pace })
        held.add(lane)
      }
      const last = page.at(-1)
      // All of one person may stand before everybody else.
      if (!last || page.length < ARRIVALS_PER_ROUND) return
      after = last.place
    }
  }

  const isFull = (pace: Pace): boolean => [...busy.values()].filter((each) => each.pace === pace).length >= LANES[pace]

  function begin(arrival: Arrival, { reading, lane, pace }: { reading: Reading; lane: string; pace: Pace }): void {
    const handling = handle(options, arrival, reading)
      .then((handled) => committer.submit(handledWork({ ...handled, peerKey: reading.ok ? peerOf(reading.events) : null })))
      .catch((error: unknown) => {
        options.onError(error)
        return committer.submit(handledWork(again(arrival, clock(), 'error')))
      })
      .then(
        () => true,
        () => false,
      )
      .then((isOver) => {
        busy.delete(lane)
        if (isOver) wake()
      })
    busy.set(lane, { pace, handling })
  }

  function wake(): void {
    isWoken = true
    if (timer === undefined || options.signal.aborted) return
    running ??= work()
      .catch(options.onError)
      .finally(() => {
        running = null
      })
  }

  async function work(): Promise<void> {
    while (isWoken && !options.signal.aborted) {
      isWoken = false
      await round()
    }
  }

  return {
    async receive(events) {
      if (events.length === 0) return
      const at = clock()
      await committer.submit({
        refs: () => [],
        run(ledger) {
          for (const { key, raw } of events) ledger.arrive({ channelId, key, at, raw: raw.slice(0, MAX_RAW_CHARS) })
        },
      })
      wake()
    },
    start() {
      timer ??= setInterval(wake, POLL_MS)
      wake()
    },
    wake,
    async stop() {
      clearInterval(timer)
      timer = undefined
      await running
      await Promise.all([...busy.values()].map(({ handling }) => handling))
    },
  }
}

async function readSafely(connection: Connection, { raw, at }: Arrival): Promise<Reading> {
  try {
    const reading = await connection.read(raw, at)
    return reading.ok && !reading.events.every(fits) ? { ok: false, reason: 'does-not-fit' } : reading
  } catch {
    // A parser that throws has met what nobody thought of.
    return { ok: false, reason: 'not-understood' }
  }
}

/** Whether rows can hold it: a name that is too long is cut by the connector, a place that is none on earth is nobody's. */
function fits(event: ReadEvent): boolean {
  if ('peer' in event && !v.is(Contact.entries.peerKey, event.peer.key)) return false
  if (!('files' in event)) return true
  const isContent = event.content === undefined || v.is(Content, event.content)
  return (
    isContent &&
    event.text.length <= MAX_MESSAGE_CHARS &&
    event.files.length <= MAX_ATTACHMENTS &&
    v.is(Contact.entries.name, event.peer.name)
  )
}

const peerOf = (events: readonly ReadEvent[]): string | null => {
  for (const event of events) {
    if ('peer' in event) return event.peer.key
    if ('peerKey' in event) return event.peerKey
  }
  return null
}

/** Whom it concerns. What concerns nobody holds up nobody, nor does a message that is here without its files. */
const laneOf = (reading: Reading, { key, reason }: Arrival): string => {
  const peer = reading.ok && reason !== FILES ? peerOf(reading.events) : null
  return peer === null ? `event:${key}` : `peer:${peer}`
}

type Pace = keyof typeof LANES
const PACES = Object.keys(LANES) as readonly Pace[]

function paceOf(reading: Reading, { reason }: Arrival): Pace {
  if (reason === FILES) return 'again'
  return reading.ok && reading.events.some((event) => 'files' in event && event.files.length > 0) ? 'files' : 'words'
}

async function handle(options: ArrivalOptions, arrival: Arrival, reading: Reading): Promise<HandledArrival> {
  if (!reading.ok) return { ...markOf(arrival), state: 'unreadable', reason: reading.reason }
  let isWaiting = false
  for (const event of reading.events) {
    if ('files' in event) {
      const missing = await takeMessage(options, arrival, event)
      isWaiting ||= missing.some(({ why }) => why === 'later')
    } else await options.accept({ ...event, channelId: options.channelId })
  }
  return isWaiting ? again(arrival, options.clock(), FILES) : { ...markOf(arrival), state: 'done', reason: null }
}

const isLastAttempt = ({ attempts }: Arrival): boolean => attempts >= AGAIN_MS.length - 1

/** @returns what of it is not here. */
async function takeMessage(options: ArrivalOptions, arrival: Arrival, event: ReadMessage): Promise<readonly MissingFile[]> {
  const { channelId, connection, files } = options
  const { files: coming, compose, ...message } = event
  const isShown = arrival.reason === FILES
  const signal = isShown ? options.signal : AbortSignal.any([options.signal, AbortSignal.timeout(FIRST_FILES_MS)])
  const taken: TakenFile[] = []
  // One after another: ten of the largest at once would be a quarter of a gigabyte.
  for (const [index, file] of coming.entries()) {
    const taking = files.take(file, { id: comingFileId(channelId, event.key, index), peerKey: event.peer.key, connection, signal })
    taken.push(await taking.catch((error: unknown) => withoutRoom(file, error)))
  }
  const isLast = isLastAttempt(arrival)
  const missing = taken.flatMap((each) =>
    'missing' in each ? [each.missing.why === 'later' && isLast ? { ...each.missing, why: 'gone' as const } : each.missing] : [],
  )
  const here = taken.map((each) => ('attachment' in each ? each.attachment : null))
  const made = compose?.(here) ?? { attachments: here.filter((each): each is Attachment => each !== null) }
  const outcome = await options.accept({ ...message, ...made, channelId, ...(coming.length > 0 ? { missing } : {}) })
  if (!outcome.ok) throw new Error(`A message was not taken: ${outcome.reason}`)
  const ids = here.flatMap((each) => (each ? [each.id] : []))
  if (ids.length > 0) await files.attach(ids, outcome.dialogId)
  return missing

  /** The words are shown though the disk is full: the file is asked for again. */
  function withoutRoom(file: ComingFile, error: unknown): TakenFile {
    options.onError(error)
    return { missing: { name: fileName(file.name), why: 'later' } }
  }
}

const markOf = ({ channelId, key, attempts }: Arrival) => ({ channelId, key, attempts: attempts + 1, dueAt: 0, since: 0, peerKey: null })

function again(arrival: Arrival, now: number, reason: string): HandledArrival {
  const mark = { ...markOf(arrival), reason }
  const wait = AGAIN_MS[arrival.attempts]
  const isOver = reason === FILES ? isLastAttempt(arrival) : arrival.attempts >= MAX_ERRORS
  return wait === undefined || isOver ? { ...mark, state: 'failed' } : { ...mark, state: 'waiting', dueAt: now + wait, since: now }
}

function handledWork(handled: HandledArrival): Work<void> {
  return { refs: () => [], run: (ledger) => ledger.markHandled(handled) }
}
