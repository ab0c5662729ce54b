/**
 * Messages on their way to the channels.
 *
 * OUT1 `sending` is committed before the channel is called. OUT2 A send whose outcome is not known is never repeated
 * by itself. OUT3 Messages of one dialog leave one at a time, in order; dialogs do not wait for each other.
 */
import type { Attachment } from '#shared/domain/attachment'
import type { Contact } from '#shared/domain/contact'
import { advanceDelivery, type DeliveryState } from '#shared/domain/delivery'
import type { Id } from '#shared/domain/id'
import type { Item, MessageItem } from '#shared/domain/item'
import { change, type Ref, type RowOf } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import type { Roster } from '../commands/roster'
import type { MakeVoices } from '../media/voices'
import type { SendJob, Store } from '../store/port'
import { afterSend, amendedMessage, amendWork, isToAmend, isWithdrawn } from './amend'
import { putDelivery } from './delivery'
import { eventItemName } from './names'
import type { ChannelAdapter, OutboundMessage, SendResult } from './port'

const JOBS_PER_ROUND = 100
/** How long a quiet worker sleeps; a commit with a new message wakes it earlier. */
const POLL_MS = 1000
const MAX_ATTEMPTS = 6
/** A send that has not answered by then may have been taken. */
const SEND_TIMEOUT_MS = 30_000

export interface Outbound {
  start(): Promise<void>
  wake(): void
  close(): Promise<void>
}

export function createOutbound(options: {
  store: Pick<Store, 'rows' | 'dueJobs' | 'interruptedJobs'>
  committer: Committer
  roster: Roster
  adapterOf: (channelId: Id) => Pick<ChannelAdapter, 'send' | 'amend'> | null
  voices?: MakeVoices
  clock: () => number
  onError: (error: unknown) => void
}): Outbound {
  const { store, committer, clock } = options
  /** Dialogs with a message at the channel now. */
  const busy = new Set<Id>()
  const inFlight = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let isWoken = false
  let isClosed = false

  async function round(): Promise<void> {
    const due = await store.dueJobs(clock(), JOBS_PER_ROUND + busy.size)
    for (const job of due) {
      if (busy.has(job.dialogId)) continue
      busy.add(job.dialogId)
      // A store that refuses is asked again with the next poll: at once, and for ever, nothing else would be done.
      const sending = deliver(job)
        .then(() => true)
        .catch((error: unknown) => {
          options.onError(error)
          return false
        })
        .then((isOver) => {
          busy.delete(job.dialogId)
          inFlight.delete(sending)
          if (isOver) wake()
        })
      inFlight.add(sending)
    }
  }

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
    const result = await call(job, messageOf(job, item, contact), (adapter, message) => adapter.send(message))
    const { state, error, next } = after(job, result, clock())
    const keys = result.outcome === 'sent' ? (result.keys ?? []) : []
    await committer.submit(markWork(job, { state, error }, next, { sentN, keys, now: clock() }))
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
    message: OutboundMessage | null,
    what: (adapter: Pick<ChannelAdapter, 'send' | 'amend'>, message: OutboundMessage) => Promise<SendResult>,
  ): Promise<SendResult> {
    const adapter = options.adapterOf(job.channelId)
    if (!adapter) return { outcome: 'failed', reason: 'channel-not-connected' }
    if (!message) return { outcome: 'failed', reason: 'message-gone' }
    try {
      return await withTimeout(what(adapter, message))
    } catch (error) {
      options.onError(error)
      return { outcome: 'unknown', reason: 'adapter-error' }
    }
  }

  function messageOf(
    { itemId, dialogId, channelId }: SendJob,
    item: Item | undefined,
    contact: Contact | undefined,
  ): OutboundMessage | null {
    if (item?.kind !== 'message' || !contact) return null
    const author = item.authorId === null ? undefined : options.roster.get('operator', item.authorId)
    const { text, attachments, at, replyTo, way } = item
    const said = { text, attachments, at, replyTo, ...(way ? { way } : {}) }
    return { id: itemId, channelId, dialogId, peerKey: contact.peerKey, authorName: author?.name ?? '', ...said }
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
    if (isRunning || isClosed) return
    isRunning = true
    void work().catch(options.onError)
  }

  async function work(): Promise<void> {
    try {
      while (isWoken && !isClosed) {
        isWoken = false
        await round()
      }
    } finally {
      isRunning = false
    }
  }

  return {
    wake,
    async start() {
      for (const job of await store.interruptedJobs()) {
        await committer.submit(interruptedWork(job))
      }
      timer = setInterval(wake, POLL_MS)
      wake()
    },
    async close() {
      isClosed = true
      if (timer) clearInterval(timer)
      await Promise.allSettled(inFlight)
    },
  }
}

function attachmentsWork(job: SendJob, attachments: readonly Attachment[]): Work<void> {
  return {
    refs: () => [{ kind: 'item', id: job.itemId }],
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      if (item?.kind === 'message') ledger.put([change('item', { ...item, attachments: [...attachments] })])
    },
  }
}

/** Half told by a process that died: a change is told again (OUT4), a message is not (OUT2). */
function interruptedWork(job: SendJob): Work<boolean> {
  const asUnknown = markWork(job, { state: 'unknown', error: 'interrupted' }, { ...job, state: 'finished' })
  return {
    refs: asUnknown.refs,
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      if (item?.kind !== 'message' || !isToAmend(item)) return asUnknown.run(ledger)
      ledger.enqueue({ ...job, state: 'queued' })
      return true
    },
  }
}

/** Moves message and job together. @returns false when the message is no longer to be sent. */
function markWork(
  job: SendJob,
  to: { state: DeliveryState; error: string | null },
  next: SendJob,
  sent?: { sentN: number; keys: readonly string[]; now: number },
): Work<boolean> {
  return {
    refs: () => [
      { kind: 'item', id: job.itemId },
      { kind: 'dialog', id: job.dialogId },
    ],
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      if (item?.kind !== 'message') {
        ledger.enqueue({ ...job, state: 'finished' })
        return false
      }
      // Taken back since the job was read: what is left to do is to withdraw it.
      if (to.state === 'sending' && isWithdrawn(item)) {
        ledger.enqueue({ ...job, state: 'queued' })
        return false
      }
      const state = to.state === 'queued' ? 'queued' : advanceDelivery(item.state, to.state)
      // The error belongs to the state: a message known to be read has none, whatever its send came to.
      const error = state === to.state ? to.error : item.error
      if (state !== item.state || error !== item.error) putDelivery(ledger, item, { state, error })
      const marked = { ...item, state, error }
      const told = sent ? afterSend(marked, { sentN: sent.sentN, next, now: sent.now }) : { item: marked, next }
      if (told.item !== marked) ledger.put([change('item', told.item)])
      ledger.enqueue(told.next)
      for (const key of sent?.keys ?? []) ledger.claim(eventItemName(job.channelId, key), item.id)
      return true
    },
  }
}

interface Aftermath {
  readonly state: DeliveryState
  readonly error: string | null
  readonly next: SendJob
}

/** What a send's result means for the message and its job. Pure. */
export function after(job: SendJob, result: SendResult, now: number): Aftermath {
  const finished: SendJob = { ...job, state: 'finished', attempts: job.attempts + 1 }
  switch (result.outcome) {
    case 'sent':
      return { state: 'sent', error: null, next: finished }
    case 'retry':
      if (finished.attempts >= MAX_ATTEMPTS) return { state: 'failed', error: result.reason, next: finished }
      return { state: 'queued', error: null, next: { ...finished, state: 'queued', dueAt: now + result.afterMs } }
    case 'failed':
    case 'unknown':
      return { state: result.outcome, error: result.reason, next: finished }
  }
}

async function withTimeout(sending: Promise<SendResult>): Promise<SendResult> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'unknown', reason: 'timeout' }), SEND_TIMEOUT_MS)
  })
  try {
    return await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}
