/** Asks Telegram for updates and waits for its answer, again and again. What has been stored is confirmed by the next question. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import type { ConnectionServices, RawEvent } from '../connector'
import type { BotApi } from './api'
import { doAside } from './aside'
import { healthOf } from './outcome'
import { ALLOWED_UPDATES, Update } from './update'

/** Telegram answers at once when there is something, and after this when there is not. */
const WAIT_S = 25
const ANSWER_MS = 10_000
const PER_ANSWER = 100
/** Between questions while there is no answer: soon at first. */
const AGAIN_MS = [1000, 2000, 5000, 10_000, 30_000] as const
/** A server that does not wait when there is nothing (not Telegram's own) is not asked without a breath in between. */
const BREATH_MS = 1000
/** An account that must be looked at is asked seldom. */
const ACCOUNT_MS = 60_000

const Numbered = v.looseObject({ update_id: v.pipe(v.number(), v.safeInteger()) })

export function startPoller(api: BotApi, services: ConnectionServices): { stop(): Promise<void> } {
  const end = new AbortController()
  const signal = AbortSignal.any([end.signal, services.signal])
  const running = poll(api, services, signal)
  return {
    async stop() {
      end.abort()
      await running
    },
  }
}

async function poll(api: BotApi, services: ConnectionServices, signal: AbortSignal): Promise<void> {
  let offset = 0
  let failures = 0
  let isFirst = true
  while (!signal.aborted) {
    // The first question after a silence is answered at once: so it is soon known that the line is there.
    const timeout = isFirst || failures > 0 ? 0 : WAIT_S
    const asked = { offset, timeout, limit: PER_ANSWER, allowed_updates: ALLOWED_UPDATES }
    const askedAt = services.clock()
    const answer = await api.call('getUpdates', asked, { timeoutMs: timeout * 1000 + ANSWER_MS, signal })
    if (signal.aborted) return
    const health = healthOf(answer)
    if (health) services.report(health.state, health.problem)
    if (answer.is === 'done') {
      const next = await store(answer.result, { offset, api, services })
      if (next === offset && timeout > 0 && services.clock() - askedAt < BREATH_MS) await pause(BREATH_MS, signal)
      offset = next ?? offset
      failures = next === null ? failures + 1 : 0
      isFirst = false
    } else if (answer.is === 'refused' && answer.code === 409 && /webhook/i.test(answer.words)) {
      // The account was used with a webhook before.
      await api.call('deleteWebhook', {}, { signal })
      failures += 1
    } else failures += 1
    if (failures > 0) await pause(answer.is === 'refused' ? waitAfter(answer, failures) : againMs(failures), signal)
  }
}

const againMs = (failures: number): number => AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1] ?? 30_000

function waitAfter({ code, retryAfterMs }: { code: number; retryAfterMs: number | null }, failures: number): number {
  if (retryAfterMs !== null) return retryAfterMs
  return code === 401 || code === 404 ? ACCOUNT_MS : againMs(failures)
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined)

/** @returns the offset that confirms what is stored now; null: it could not be stored. */
async function store(result: unknown, of: { offset: number; api: BotApi; services: ConnectionServices }): Promise<number | null> {
  const updates = v.safeParse(v.array(Numbered), result)
  if (!updates.success) return null
  try {
    await keep(updates.output, of)
    return Math.max(of.offset, ...updates.output.map(({ update_id }) => update_id + 1))
  } catch (error) {
    of.services.log.error('channel.store-failed', error, { channel: of.services.channelId })
    return null
  }
}

/** Stores updates, and does what they ask for beside that. */
export async function keep(
  updates: readonly v.InferOutput<typeof Numbered>[],
  of: { api: BotApi; services: ConnectionServices },
): Promise<void> {
  for (const update of updates) {
    const known = v.safeParse(Update, update)
    if (known.success) await doAside(known.output, of)
  }
  await of.services.receive(updates.map((update): RawEvent => ({ key: `update:${update.update_id}`, raw: JSON.stringify(update) })))
}
