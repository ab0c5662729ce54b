/** SMS that have left and whose end is not known: a provider that tells nothing by itself is asked for it. */
import * as v from 'valibot'
import type { ConnectionServices } from '../connector'
import { pause } from '../pause'

const MEMO = 'pending'
/** Of one question. */
const MAX_ASKED = 100
/** An operator tries for so long to deliver an SMS; after that nothing will be known. */
const GIVE_UP_MS = 72 * 3_600_000
/** In its first minutes an SMS is asked for every time, then every eighth part of its age. */
const FRESH_MS = 2 * 60_000

const Held = v.array(v.object({ id: v.string(), since: v.number(), askedAt: v.number() }))
type Waiting = v.InferOutput<typeof Held>[number]

export interface Pending {
  add(ids: readonly string[]): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** @param ask tells what is known of them now, and @returns those of which nothing more will be told. */
export function openPending(
  { memory, clock, signal, log, channelId }: Pick<ConnectionServices, 'memory' | 'clock' | 'signal' | 'log' | 'channelId'>,
  everyMs: number,
  ask: (ids: readonly string[], signal: AbortSignal) => Promise<readonly string[]>,
): Pending {
  let waiting: readonly Waiting[] = []
  let end: AbortController | null = null
  let running: Promise<void> | null = null

  const keep = () => memory.set(MEMO, waiting.length === 0 ? null : JSON.stringify(waiting))

  async function run(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await pause(everyMs, ended)
      if (!ended.aborted) await look(ended).catch((error: unknown) => log.error('channel.pending-failed', error, { channel: channelId }))
    }
  }

  async function look(ended: AbortSignal): Promise<void> {
    const due = dueOf(waiting, clock()).slice(0, MAX_ASKED)
    if (due.length === 0) return
    const over = new Set(await ask(due, ended))
    const now = clock()
    const asked = new Set(due)
    waiting = waiting
      .filter(({ id, since }) => !over.has(id) && now - since < GIVE_UP_MS)
      .map((each) => (asked.has(each.id) ? { ...each, askedAt: now } : each))
    await keep()
  }

  return {
    async add(ids) {
      waiting = [...waiting, ...ids.map((id) => ({ id, since: clock(), askedAt: clock() }))]
      await keep()
    },
    async start() {
      const held = await memory.get(MEMO)
      const found = held === null ? null : v.safeParse(v.pipe(v.string(), v.parseJson(), Held), held)
      waiting = found?.success ? found.output : []
      end = new AbortController()
      running = run(AbortSignal.any([end.signal, signal]))
    },
    async stop() {
      end?.abort()
      await running
    },
  }
}

/** What was asked for later than it is now was asked for before the clock was put back. Pure. */
export const dueOf = (waiting: readonly Waiting[], now: number): readonly string[] =>
  waiting.filter(({ since, askedAt }) => now - since < FRESH_MS || askedAt > now || now - askedAt >= (now - since) / 8).map(({ id }) => id)
