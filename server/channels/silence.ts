/** Tells everybody of a channel in which it has become unusually silent: its hook may be lost though its line is there. */
import * as v from 'valibot'
import type { Channel } from '#shared/domain/channel'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import type { Committer } from '../commands/committer'
import type { Roster } from '../commands/roster'
import type { Store, StoredRow } from '../store/port'
import { heard, newRhythm, passed, Rhythm, silentSince } from './rhythm'

const LOOK_MS = 60_000
const MEMO = 'rhythm'

export interface SilenceWatch {
  committed(rows: readonly StoredRow[]): void
  /** Looks now. */
  round(): Promise<void>
  start(): void
  close(): Promise<void>
}

export function createSilenceWatch(options: {
  store: Pick<Store, 'channels'>
  roster: Pick<Roster, 'list' | 'get'>
  committer: Pick<Committer, 'submit'>
  clock: () => number
  onError: (error: unknown) => void
}): SilenceWatch {
  const { store, roster, clock } = options
  const rhythms = new Map<Id, Rhythm>()
  const stored = new Map<Id, Rhythm>()
  /** What was written in during an hour: which conversations, by channel. */
  const lately = new Map<Id, { hour: number; dialogs: Set<Id> }>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function remembered(channelId: Id): Promise<Rhythm> {
    const held = await store.channels.remembered(channelId, MEMO)
    const found = held === null ? null : v.safeParse(v.pipe(v.string(), v.parseJson(), Rhythm), held)
    return found?.success ? found.output : newRhythm(clock())
  }

  async function look(channel: Channel): Promise<void> {
    if (!rhythms.has(channel.id)) rhythms.set(channel.id, await remembered(channel.id))
    const before = rhythms.get(channel.id) ?? newRhythm(clock())
    const isListening = !(channel.isPaused ?? false) && isHeard(channel)
    const rhythm = passed(before, clock(), isListening)
    rhythms.set(channel.id, rhythm)
    if (stored.get(channel.id) !== rhythm) await store.channels.remember(channel.id, MEMO, JSON.stringify(rhythm))
    stored.set(channel.id, rhythm)
    await tell(channel.id, silentSince(rhythm, clock()))
  }

  async function tell(channelId: Id, since: number | null): Promise<void> {
    if ((roster.get('channel', channelId)?.silentSince ?? null) === since) return
    await options.committer.submit({
      refs: () => [],
      run(ledger) {
        const channel = ledger.get('channel', channelId)
        if (channel && (channel.silentSince ?? null) !== since) ledger.put([change('channel', { ...channel, silentSince: since })])
      },
    })
  }

  async function round(): Promise<void> {
    for (const channel of roster.list('channel')) if (!channel.isSample) await look(channel)
  }

  function take({ id, channelId, lastInAt }: Dialog): void {
    const rhythm = rhythms.get(channelId)
    // What an operator has done in it brings the dialog here as well.
    if (!rhythm || lastInAt === null || lastInAt <= rhythm.since) return
    const known = lately.get(channelId)
    const now = known?.hour === rhythm.hour ? known : { hour: rhythm.hour, dialogs: new Set<Id>() }
    lately.set(channelId, now)
    rhythms.set(channelId, heard(rhythm, lastInAt, !now.dialogs.has(id)))
    now.dialogs.add(id)
    if (roster.get('channel', channelId)?.silentSince != null) next(() => tell(channelId, null))
  }

  function next(work: () => Promise<void>): void {
    running = running.then(work).catch(options.onError)
  }

  return {
    round,
    committed(rows) {
      // The store returns what was written under the kind.
      for (const { kind, row } of rows) if (kind === 'dialog' && row !== null) take(row as Dialog)
    },
    start() {
      timer ??= setInterval(() => next(round), LOOK_MS)
      next(round)
    },
    async close() {
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}

/** The website's own channel has no line that could be lost. */
const isHeard = ({ health }: Channel): boolean => health === undefined || health.state === 'connected' || health.state === 'limited'
