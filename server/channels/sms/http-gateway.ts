/** A provider of SMS that is asked by web requests an administrator has described, and calls us with what comes. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { HttpSmsSettings } from '#shared/domain/sms-account'
import { type Check, type Connection, type ConnectionServices, type Connector, connector } from '../connector'
import { type Called, callProvider } from './http-call'
import { readHook, takeHook } from './http-hook'
import { httpOutcome } from './http-outcome'
import { checkRequestOf, type Places, requestOf } from './http-request'
import { LOOK_TIMES, type LookTimes, startWatch, type Watch } from './watch'

const Secrets = v.object({
  key: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500), v.regex(/^[\x20-\x7e]+$/)),
  /** In the address that the provider calls; made here, and kept with the account. */
  hookKey: v.optional(v.pipe(v.string(), v.minLength(20)), () => randomBytes(24).toString('base64url')),
})
interface Account {
  readonly settings: HttpSmsSettings
  readonly secrets: v.InferOutput<typeof Secrets>
}

/** As the provider wants it after a failure that passes. */
const LATER_MS = 30_000

export const httpSms = ({ times = LOOK_TIMES, laterMs = LATER_MS }: { times?: LookTimes; laterMs?: number } = {}): Connector =>
  connector({
    kind: 'sms',
    settings: HttpSmsSettings,
    secrets: Secrets,
    check,
    connect: (account, services) => connect(account, services, { times, laterMs }),
  })

async function check({ settings, secrets }: Account, signal: AbortSignal): Promise<Check> {
  const places = { to: '', digits: '', text: '', id: '', hook: '', sender: settings.sender, key: secrets.key }
  const request = checkRequestOf(settings, places)
  // Without an address to ask at, that somebody answers there is all that can be known before the first SMS.
  const called = await callProvider(request ?? { url: new URL('/', settings.url).href, method: 'GET', headers: {} }, signal)
  return checkOf(called, { isAsked: request !== null, name: settings.sender || new URL(settings.url).hostname })
}

function checkOf(called: Called, { isAsked, name }: { isAsked: boolean; name: string }): Check {
  if (called.is === 'not-sent') return { ok: false, problem: called.problem }
  if (called.is === 'lost') return { ok: false, problem: 'unreachable' }
  const { status, text } = called
  if (!isAsked || (status >= 200 && status < 300)) return { ok: true, name }
  if (status === 401 || status === 403) return { ok: false, problem: 'wrong-credentials' }
  if (status === 429) return { ok: false, problem: 'rate-limit' }
  if (status >= 500) return { ok: false, problem: 'vendor-trouble' }
  return { ok: false, problem: status === 404 || status < 400 ? 'bad-address' : 'refused', detail: `HTTP ${status} ${text}`.slice(0, 200) }
}

function connect(
  { settings, secrets }: Account,
  services: ConnectionServices,
  { times, laterMs }: { times: LookTimes; laterMs: number },
): Connection {
  const hookQuery = `?key=${secrets.hookKey}`
  let watch: Watch | null = null
  return {
    async start() {
      watch = startWatch((signal) => check({ settings, secrets }, signal), { ...services, times })
    },
    async stop() {
      await watch?.stop()
      watch = null
    },
    hookQuery,
    hook: (request) => takeHook(request, { key: secrets.hookKey, now: services.clock() }),
    read: (raw, at) => readHook(raw, at, settings),
    async send({ id, peerKey, text }) {
      const digits = peerKey.replace(/^\+/, '')
      if (!/^\d{3,15}$/.test(digits)) return { outcome: 'failed', reason: 'bad-address' }
      const hook = services.hookUrl === null ? '' : `${services.hookUrl}${hookQuery}`
      const places: Places = { to: peerKey, digits, text, id, hook, sender: settings.sender, key: secrets.key }
      // Not cut short when the channel is closed: an SMS that has left must not become a doubt.
      const called = await callProvider(requestOf(settings, places))
      const result = httpOutcome(called, { rule: settings, own: id, laterMs })
      watch?.heard(called, result)
      return result
    },
  }
}
