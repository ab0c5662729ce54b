/** TurboSMS: SMS go out by its web interface; what becomes of them it is asked for. It brings no SMS in. */
import * as v from 'valibot'
import { TurboSmsSecrets, TurboSmsSettings } from '#shared/domain/sms-account'
import { type Connection, type ConnectionServices, type Connector, connector, type Reading } from '../connector'
import { type Called, callProvider } from './http-call'
import { openPending } from './pending'
import { turboCheck, turboOutcome, turboStates } from './turbosms-outcome'
import { LOOK_TIMES, type LookTimes, startWatch, type Watch } from './watch'

interface Account {
  readonly settings: TurboSmsSettings
  readonly secrets: v.InferOutput<typeof TurboSmsSecrets>
}

export interface TurboTimes extends LookTimes {
  readonly laterMs: number
  /** Between questions about an SMS that has just left; later they are asked less often. */
  readonly askMs: number
}
const TIMES: TurboTimes = { ...LOOK_TIMES, laterMs: 30_000, askMs: 15_000 }

const Stored = v.object({
  id: v.string(),
  state: v.picklist(['sent', 'delivered', 'failed']),
  error: v.optional(v.string()),
})

export const turboSms = (times: TurboTimes = TIMES): Connector =>
  connector({
    kind: 'sms',
    settings: TurboSmsSettings,
    secrets: TurboSmsSecrets,
    check: async (account, signal) => turboCheck(await ask(account, 'user/balance', {}, signal), account.settings.sender),
    connect: (account, services) => connect(account, services, times),
  })

const ask = ({ settings, secrets }: Account, method: string, body: object, signal?: AbortSignal): Promise<Called> =>
  callProvider(
    {
      url: `${settings.turboServer}/${method}.json`,
      method: 'POST',
      headers: { authorization: `Bearer ${secrets.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    signal,
  )

function connect(account: Account, services: ConnectionServices, times: TurboTimes): Connection {
  const { settings } = account
  const pending = openPending(services, times.askMs, async (messages, signal) => {
    const states = turboStates(await ask(account, 'message/status', { messages }, signal))
    const events = states.map(({ isOver: _isOver, ...state }) => ({ key: `state:${state.id}:${state.state}`, raw: JSON.stringify(state) }))
    await services.receive(events)
    return states.filter(({ isOver }) => isOver).map(({ id }) => id)
  })
  let watch: Watch | null = null
  return {
    async start() {
      await pending.start()
      watch = startWatch(async (signal) => turboCheck(await ask(account, 'user/balance', {}, signal), settings.sender), {
        ...services,
        times,
      })
    },
    async stop() {
      await Promise.all([watch?.stop(), pending.stop()])
      watch = null
    },
    read: readState,
    async send({ peerKey, text }) {
      const digits = peerKey.replace(/^\+/, '')
      if (!/^\d{3,15}$/.test(digits)) return { outcome: 'failed', reason: 'bad-address' }
      const called = await ask(account, 'message/send', { recipients: [digits], sms: { sender: settings.sender, text } })
      const result = turboOutcome(called, times.laterMs)
      watch?.heard(called, result)
      if (result.outcome === 'sent') await pending.add(result.keys ?? [])
      return result
    },
  }
}

export function readState(raw: string): Reading {
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), Stored), raw)
  if (!found.success) return { ok: false, reason: 'not-a-state' }
  const { id, state, error } = found.output
  return { ok: true, events: [{ type: 'report', key: id, state, ...(error === undefined ? {} : { error }) }] }
}
