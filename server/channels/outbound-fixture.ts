/** A channel whose every send waits for the test's word, and the worker that feeds it. */
import { newDialog } from '#shared/domain/dialog'
import { type Change, change } from '#shared/domain/row'
import { CHANNEL, dialogRows, makeParts, messageRow, NOON } from '../parts-fixture'
import type { SendJob } from '../store/port'
import { createOutbound } from './outbound'
import { UNHURRIED } from './patience-fixture'
import type { AmendedMessage, OutboundMessage, Patience, SendResult } from './port'

export interface Call {
  readonly what: 'send' | 'amend'
  readonly message: OutboundMessage | AmendedMessage
  readonly patience: Patience
  answer(result: SendResult): void
  fail(error: unknown): void
}

export const job = (dialogId: string, dseq: number, more: Partial<SendJob> = {}): SendJob => ({
  itemId: `${dialogId}-${dseq}`,
  dialogId,
  channelId: CHANNEL,
  state: 'queued',
  attempts: 0,
  dueAt: NOON,
  since: NOON,
  ...more,
})

/** @param queues how many messages wait in each dialog. */
export async function makeSending(queues: Readonly<Record<string, number>>) {
  const parts = await makeParts()
  const calls: Call[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const errors: unknown[] = []
  const changes: Change[] = Object.entries(queues).flatMap(([dialogId, count]) => [
    ...dialogRows(dialogId),
    change('dialog', { ...newDialog({ id: dialogId, channelId: CHANNEL, contactId: `${dialogId}-contact` }, NOON), lastSeq: count }),
    ...places(count).map((dseq) => messageRow(dialogId, dseq)),
  ])
  const jobs = Object.entries(queues).flatMap(([dialogId, count]) => places(count).map((dseq) => job(dialogId, dseq)))
  await parts.write({ changes, jobs })

  let setBackMs = 0
  let refusals = 0
  let deafness = 0
  const submit: typeof parts.committer.submit = (work) => {
    if (refusals === 0) return parts.committer.submit(work)
    refusals -= 1
    return Promise.reject(new Error('The disk is full'))
  }
  const outbound = createOutbound({
    store: {
      ...parts.store,
      channels: {
        ...parts.store.channels,
        keysOf: (itemIds) =>
          deafness-- > 0 ? Promise.reject(new Error('The disk does not answer')) : parts.store.channels.keysOf(itemIds),
      },
    },
    committer: { ...parts.committer, submit },
    roster: parts.roster,
    adapterOf: (channelId) => (channelId === CHANNEL ? { send: called('send'), amend: called('amend') } : null),
    clock: parts.clock,
    elapsed: () => parts.time.now + setBackMs,
    onError: (error) => errors.push(error),
  })

  function called(what: Call['what']) {
    return (message: OutboundMessage | AmendedMessage, patience = UNHURRIED): Promise<SendResult> =>
      new Promise((answer, fail) => {
        calls.push({ what, message, patience, answer, fail })
        for (const one of waiting) if (calls.length >= one.count) one.resolve()
      })
  }

  return {
    ...parts,
    outbound,
    calls,
    errors,
    ids: () => calls.map(({ message }) => message.id),
    /** Waits until the channel has been called so many times in all. */
    called: (count: number): Promise<void> =>
      calls.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    /** The store takes none of so many commits of the worker's. */
    refuseCommits(count: number): void {
      refusals = count
    },
    /** The store answers none of so many questions for what the channel calls messages. */
    refuseReads(count: number): void {
      deafness = count
    },
    setClockBack(ms: number): void {
      parts.time.now -= ms
      setBackMs += ms
    },
    /** Waits until nothing more happens without the channel's word. */
    async quiet(): Promise<void> {
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    },
    stateOf: async (itemId: string) => {
      const item = await parts.row('item', itemId)
      return item?.kind === 'message' ? { state: item.state, error: item.error } : null
    },
  }
}

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)
