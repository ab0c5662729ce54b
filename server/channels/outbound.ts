/**
 * Messages on their way to the channels.
 *
 * OUT1 `sending` is committed before the channel is called. OUT2 A send whose outcome is not known is never repeated
 * by itself. OUT3 Messages of one dialog leave one at a time, in order; dialogs do not wait for each other. OUT7 Of one channel so
 * many messages are on their way at a time, and no more.
 */
import { attachmentsBytes } from '#shared/domain/attachment'
import { CAPABILITIES } from '#shared/domain/channel'
import type { Contact } from '#shared/domain/contact'
import type { Id } from '#shared/domain/id'
import type { Item, MessageItem } from '#shared/domain/item'
import type { Ref, RowOf } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import type { Roster } from '../commands/roster'
import type { MakeVoices } from '../media/voices'
import type { SendJob, Store } from '../store/port'
import { amendedMessage, amendWork, isToAmend, isWithdrawn } from './amend'
import { threadOf } from './outbound-thread'
import { after, attachmentsWork, interruptedWork, markWork } from './outbound-work'
import { pause } from './pause'
import type { ChannelAdapter, OutboundMessage, Patience, SendResult } from './port'

const JOBS_PER_ROUND = 100
/** Messages at one channel at a time: after a day without a line thousands wait, and no vendor takes them all at once. */
const LANES = 64
/** How long a quiet worker sleeps; a commit with a new message wakes it earlier. */
const POLL_MS = 1000
/** A send that is silent for so long may have been taken. */
const SEND_TIMEOUT_MS = 30_000
/** Channels say when to come again, and some say «at once», «a second ago» or «in a hundred years». */
const AGAIN_MS = { least: 1000, most: 60 * 60 * 1000 }
/** Files take longer; slower than this is a line that does not work. */
const UPLOAD_BYTES_PER_MS = 50

export interface Outbound {
  start(): Promise<void>
  wake(): void
  /** The channel takes messages again: whatever it had asked for is over. */
  release(channelId: Id): void
  close(): Promise<void>
}

export function createOutbound(options: {
  store: Pick<Store, 'rows' | 'itemsBefore' | 'dueJobs' | 'interruptedJobs'> & { readonly channels: Pick<Store['channels'], 'keysOf'> }
  committer: Committer
  roster: Roster
  adapterOf: (channelId: Id) => Pick<ChannelAdapter, 'send' | 'amend'> | null
  voices?: MakeVoices
  /** Channels of which nothing leaves now: paused, or without a line. Their messages wait, and nobody else does. */
  held?: () => readonly Id[]
  clock: () => number
  /** Milliseconds by a clock that is never put back: of what lasts within this process. */
  elapsed: () => number
  onError: (error: unknown) => void
}): Outbound {
  const { store, committer, clock } = options
  /** Dialogs with a message at the channel now. */
  const busy = new Set<Id>()
  /** How many of each channel. */
  const lanes = new Map<Id, number>()
  const inFlight = new Set<Promise<void>>()
  /** Channels that have asked for patience, and until when. */
  const waitingUntil = new Map<Id, number>()
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let isWoken = false
  const end = new AbortController()

  async function round(): Promise<void> {
    const now = clock()
    for (const [channelId, until] of waitingUntil) if (until <= options.elapsed()) waitingUntil.delete(channelId)
    const full = [...lanes].flatMap(([channelId, count]) => (count >= LANES ? [channelId] : []))
    const held = [...waitingUntil.keys(), ...full, ...(options.held?.() ?? [])]
    const due = await store.dueJobs(now, JOBS_PER_ROUND + busy.size, held)
    for (const job of due) {
      if (busy.has(job.dialogId) || lanesOf(job) >= LANES) continue
      busy.add(job.dialogId)
      lanes.set(job.channelId, lanesOf(job) + 1)
      // A store that refuses is asked again with the next poll: at once, and for ever, nothing else would be done.
      const sending = deliver(job)
        .then(() => true)
        .catch((error: unknown) => {
          options.onError(error)
          return false
        })
        .then((isOver) => {
          busy.delete(job.dialogId)
          lanes.set(job.channelId, lanesOf(job) - 1)
          inFlight.delete(sending)
          if (isOver) wake()
        })
      inFlight.add(sending)
    }
  }

  const lanesOf = ({ channelId }: SendJob): number => lanes.get(channelId) ?? 0

  async function deliver(job: SendJob): Promise<void> {
    const found = await readRows([
      { kind: 'item', id: job.itemId },
      { kind: 'dialog', id: job.dialogId },
    ])
    const item = found('item', job.itemId)
    const contactId = found('dialog', job.dialogId)?.contactId ?? null
    if (item?.kind === 'message' && (isToAmend(item) || isWithdrawn(item))) await amend(job, item, contactId)
    else await send(job, item, contactId)
  }

  async function send(job: SendJob, waiting: Item | undefined, contactId: Id | null): Promise<void> {
    if (!(await withVoices(job, waiting))) return
    const mark = markWork(job, { state: 'sending', error: null }, { ...job, state: 'sending' })
    const { value: marked } = await committer.submit<{ item: Item | undefined; contact: Contact | undefined } | null>({
      refs: (names) => [...mark.refs(names), ...(contactId === null ? [] : [{ kind: 'contact' as const, id: contactId }])],
      // As they stand in this commit: whatever is changed from now on is told as a change.
      run(ledger) {
        if (!mark.run(ledger)) return null
        return { item: ledger.get('item', job.itemId), contact: contactId === null ? undefined : ledger.get('contact', contactId) }
      },
    })
    if (!marked) return
    const { item, contact } = marked
    const sentN = (item?.kind === 'message' && item.amendment?.n) || 0
    const result = await call(job, messageOf(job, item, contact), (adapter, message, patience) => adapter.send(message, patience))
    const { state, error, next } = after(job, result, clock())
    if (result.outcome === 'wait' && result.of === 'channel') waitingUntil.set(job.channelId, options.elapsed() + result.afterMs)
    await keep(markWork(job, { state, error }, next, { sentN, keys: result.keys ?? [], now: clock() }))
  }

  /** What has become of a send is written down whenever the store takes it: till then the message stands as being sent. */
  async function keep(work: Work<unknown>): Promise<void> {
    const isKept = () =>
      committer.submit(work).then(
        () => true,
        (error: unknown) => {
          options.onError(error)
          return false
        },
      )
    while (!(await isKept()) && !end.signal.aborted) await pause(POLL_MS, end.signal)
  }

  /** Recordings become what the channel takes, for good. @returns false when they cannot: the message has failed. */
  async function withVoices(job: SendJob, item: Item | undefined): Promise<boolean> {
    const kind = options.roster.get('channel', job.channelId)?.kind
    if (!options.voices || !kind || item?.kind !== 'message' || !item.attachments.some(({ voice }) => voice)) return true
    const attachments = await options.voices(item.attachments, kind)
    if (attachments) await committer.submit(attachmentsWork(job, attachments))
    else await committer.submit(markWork(job, { state: 'failed', error: 'voice' }, { ...job, state: 'finished' }))
    return attachments !== null
  }

  async function amend(job: SendJob, item: MessageItem, contactId: Id | null): Promise<void> {
    await committer.submit(amendWork(job, { n: item.amendment?.n ?? 0, result: await told(), now: clock() }))

    async function told(): Promise<SendResult> {
      if (isWithdrawn(item)) return { outcome: 'sent' }
      const ref = contactId === null ? null : ({ kind: 'contact', id: contactId } as const)
      const contact = ref ? (await readRows([ref]))('contact', ref.id) : undefined
      return call(
        job,
        messageOf(job, item, contact),
        async (adapter, message) =>
          (await adapter.amend?.(amendedMessage(item, message))) ?? { outcome: 'failed', reason: 'channel-cannot' },
      )
    }
  }

  async function call(
    job: SendJob,
    making: Promise<OutboundMessage | null>,
    what: (adapter: Pick<ChannelAdapter, 'send' | 'amend'>, message: OutboundMessage, patience: Patience) => Promise<SendResult>,
  ): Promise<SendResult> {
    let message: OutboundMessage | null
    try {
      message = await making
    } catch (error) {
      options.onError(error)
      // Nothing has left, and the dialog must not wait for the next start.
      return { outcome: 'wait', afterMs: POLL_MS, reason: 'store', of: 'dialog' }
    }
    const adapter = options.adapterOf(job.channelId)
    if (!adapter) return { outcome: 'failed', reason: 'channel-not-connected' }
    if (!message) return { outcome: 'failed', reason: 'message-gone' }
    try {
      const timeoutMs = SEND_TIMEOUT_MS + attachmentsBytes(message.attachments) / UPLOAD_BYTES_PER_MS
      return inBounds(await withPatience(timeoutMs, (patience) => what(adapter, message, patience)))
    } catch (error) {
      options.onError(error)
      return { outcome: 'unknown', reason: 'adapter-error' }
    }
  }

  async function messageOf(
    { itemId, dialogId, channelId }: SendJob,
    item: Item | undefined,
    contact: Contact | undefined,
  ): Promise<OutboundMessage | null> {
    if (item?.kind !== 'message' || !contact) return null
    const author = item.authorId === null ? undefined : options.roster.get('operator', item.authorId)
    const { text, attachments, at, replyTo, way } = item
    const said = {
      text,
      attachments,
      at,
      replyTo,
      ...(way ? { way } : {}),
      ...(await keysOf(channelId, item)),
      ...(await inThread(channelId, item)),
    }
    return { id: itemId, channelId, dialogId, peerKey: contact.peerKey, authorName: author?.name ?? '', ...said }
  }

  async function inThread(channelId: Id, item: MessageItem): Promise<Pick<OutboundMessage, 'thread'>> {
    const kind = options.roster.get('channel', channelId)?.kind
    return kind && CAPABILITIES[kind].threads ? { thread: await threadOf(store, item) } : {}
  }

  /** The website chat knows messages by our own ids. */
  async function keysOf(channelId: Id, { id, replyTo }: MessageItem): Promise<Pick<OutboundMessage, 'keys' | 'replyToKeys'>> {
    if (options.roster.get('channel', channelId)?.kind === 'widget') return {}
    const found = await store.channels.keysOf(replyTo === null ? [id] : [id, replyTo])
    return { keys: found.get(id) ?? [], replyToKeys: replyTo === null ? [] : (found.get(replyTo) ?? []) }
  }

  /** @returns finds one of them. */
  async function readRows(refs: readonly Ref[]) {
    const rows = await store.rows(refs)
    return <K extends 'item' | 'dialog' | 'contact'>(kind: K, id: Id): RowOf<K> | undefined =>
      // The store returns what was written under the kind.
      (rows.find((stored) => stored.kind === kind && stored.id === id)?.row ?? undefined) as RowOf<K> | undefined
  }

  function wake(): void {
    isWoken = true
    if (isRunning || end.signal.aborted) return
    isRunning = true
    void work().catch(options.onError)
  }

  async function work(): Promise<void> {
    try {
      while (isWoken && !end.signal.aborted) {
        isWoken = false
        await round()
      }
    } finally {
      isRunning = false
    }
  }

  return {
    wake,
    release(channelId) {
      waitingUntil.delete(channelId)
      wake()
    },
    async start() {
      for (const job of await store.interruptedJobs()) {
        await committer.submit(interruptedWork(job))
      }
      timer = setInterval(wake, POLL_MS)
      wake()
    },
    async close() {
      end.abort()
      if (timer) clearInterval(timer)
      await Promise.allSettled(inFlight)
    },
  }
}

const inBounds = (result: SendResult): SendResult =>
  'afterMs' in result ? { ...result, afterMs: Math.min(Math.max(result.afterMs, AGAIN_MS.least), AGAIN_MS.most) } : result

/** OUT6 Silence ends the wait, not the length of the message; from then on nothing more of it leaves. */
async function withPatience(silenceMs: number, send: (patience: Patience) => Promise<SendResult>): Promise<SendResult> {
  const givenUp = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<SendResult>((resolve) => {
    givenUp.signal.addEventListener('abort', () => resolve({ outcome: 'unknown', reason: 'timeout' }))
  })
  let isOver = false
  const partTaken = () => {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(() => givenUp.abort(), silenceMs)
  }
  partTaken()
  try {
    return await Promise.race([send({ partTaken, givenUp: givenUp.signal }), late])
  } finally {
    isOver = true
    clearTimeout(timer)
  }
}
