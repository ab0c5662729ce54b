/** Tells Telegram where to call, and looks now and then whether it does. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import type { ConnectionServices } from '../connector'
import type { BotApi } from './api'
import { healthOf } from './outcome'
import { ALLOWED_UPDATES } from './update'

/** Between looks at what Telegram says of its calls. */
const LOOK_MS = 60_000
const AGAIN_MS = 5_000
/** A failure longer ago than this is over. */
const FRESH_MS = 3 * LOOK_MS

const Info = v.looseObject({ url: v.string(), last_error_date: v.optional(v.number()) })

export function startWebhook(
  api: BotApi,
  { services, secret }: { services: ConnectionServices; secret: string },
): { stop(): Promise<void> } {
  const { hookUrl, report } = services
  const end = new AbortController()
  const signal = AbortSignal.any([end.signal, services.signal])

  async function listen(url: string): Promise<void> {
    let isSet = false
    while (!signal.aborted) {
      isSet ||= await set(url)
      if (isSet) await look(url)
      await sleep(isSet ? LOOK_MS : AGAIN_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  async function set(url: string): Promise<boolean> {
    const answer = await api.call('setWebhook', { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES }, { signal })
    if (signal.aborted) return false
    const health =
      answer.is === 'refused' && answer.code === 400 ? { state: 'down' as const, problem: 'bad-address' as const } : healthOf(answer)
    if (health) report(health.state, health.problem)
    return answer.is === 'done'
  }

  async function look(url: string): Promise<void> {
    const answer = await api.call('getWebhookInfo', {}, { signal })
    if (signal.aborted) return
    const info = v.safeParse(Info, answer.is === 'done' ? answer.result : null)
    if (!info.success) {
      const health = healthOf(answer)
      if (health && answer.is !== 'done') report(health.state, health.problem)
    } else if (info.output.url !== url) report('down', 'used-elsewhere')
    else if (services.clock() - (info.output.last_error_date ?? 0) * 1000 < FRESH_MS) report('limited', 'no-public-address')
    else report('connected')
  }

  // Telegram goes on keeping what it cannot deliver, so nothing is taken back when this ends.
  const running = hookUrl === null ? Promise.resolve(report('down', 'no-public-address')) : listen(hookUrl)
  return {
    async stop() {
      end.abort()
      await running
    },
  }
}
