/** A Telegram bot as a channel: https://core.telegram.org/bots/api. Listens by long polling, or is called by Telegram. */
import { createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { type Connection, type ConnectionServices, connector, type HookAnswer, type HookRequest } from '../connector'
import type { SendResult } from '../port'
import { type BotApi, botApi } from './api'
import { addressOf } from './keys'
import { reasonOf } from './outcome'
import { keep, startPoller } from './poller'
import { readUpdate } from './read'
import { amendMessage, sendMessage } from './send'
import { startWebhook } from './webhook'

const Settings = v.object({
  /** `polling`: Okno asks, and needs no address of its own. `webhook`: Telegram calls, which is faster under load. */
  mode: v.optional(v.picklist(['polling', 'webhook']), 'polling'),
  /** Another than Telegram's own: https://github.com/tdlib/telegram-bot-api run by the shop. */
  server: v.optional(
    v.pipe(
      v.string(),
      v.url(),
      v.regex(/^https?:\/\//),
      v.transform((url) => url.replace(/\/+$/, '')),
    ),
    'https://api.telegram.org',
  ),
})
/** As @BotFather gives it. */
const Secrets = v.object({ token: v.pipe(v.string(), v.trim(), v.regex(/^\d{3,20}:[A-Za-z0-9_-]{20,100}$/)) })

const Me = v.looseObject({ first_name: v.string(), username: v.optional(v.string()) })
const Numbered = v.looseObject({ update_id: v.pipe(v.number(), v.safeInteger()) })

/** Telegram shows a typing bot for five seconds. */
const TYPING_MS = 4_000

export const telegramBot = connector({
  kind: 'telegram_bot',
  settings: Settings,
  secrets: Secrets,
  async check({ settings, secrets }, signal) {
    const answer = await botApi({ server: settings.server, token: secrets.token }).call('getMe', {}, { signal })
    if (answer.is === 'not-sent' || answer.is === 'lost') return { ok: false, problem: 'unreachable' }
    if (answer.is === 'refused')
      return answer.code === 401 || answer.code === 404
        ? { ok: false, problem: 'wrong-credentials' }
        : { ok: false, problem: 'refused', detail: reasonOf(answer.words) }
    const me = v.safeParse(Me, answer.result)
    if (!me.success) return { ok: false, problem: 'bad-address' }
    return { ok: true, name: me.output.username ? `${me.output.first_name} (@${me.output.username})` : me.output.first_name }
  },
  connect: ({ settings, secrets }, services) =>
    connect({ api: botApi({ server: settings.server, token: secrets.token }), mode: settings.mode, token: secrets.token, services }),
})

interface Wiring {
  readonly api: BotApi
  readonly mode: 'polling' | 'webhook'
  readonly token: string
  readonly services: ConnectionServices
}

function connect({ api, mode, token, services }: Wiring): Connection {
  /** Only this channel and Telegram know it. */
  const secret = createHash('sha256').update(`${services.channelId}/${token}`).digest('base64url')
  const typedAt = new Map<string, number>()
  let listening: { stop(): Promise<void> } | null = null

  /** What a send has found out about the account; whether the line is there, the listener knows better. */
  function told(result: SendResult): SendResult {
    if (result.outcome !== 'wait') return result
    if (result.reason === 'wrong-credentials') services.report('auth', 'wrong-credentials')
    return result
  }

  return {
    async start() {
      listening = mode === 'polling' ? startPoller(api, services) : startWebhook(api, { services, secret })
    },
    async stop() {
      await listening?.stop()
      listening = null
    },
    read: readUpdate,
    fetch: (ref, options) => api.download(ref, options),
    send: async (message) => told(await sendMessage(message, { api, services })),
    amend: async (message) => told(await amendMessage(message, { api, services })),
    operatorTyping({ peerKey, on }) {
      const address = addressOf(peerKey)
      const now = services.clock()
      if (!on || !address || address.isBusiness || now - (typedAt.get(peerKey) ?? 0) < TYPING_MS) return
      typedAt.set(peerKey, now)
      // Nobody waits for it, and it is worth no second attempt.
      void api.call('sendChatAction', { chat_id: address.chatId, action: 'typing' }, { signal: services.signal })
    },
    hook: (request) => hook(request, { api, services, secret }),
  }
}

async function hook(
  request: HookRequest,
  { api, services, secret }: Pick<Wiring, 'api' | 'services'> & { secret: string },
): Promise<HookAnswer> {
  if (!isSame(request.header('x-telegram-bot-api-secret-token') ?? '', secret)) return { status: 403 }
  const raw = new TextDecoder().decode(request.bytes)
  const update = v.safeParse(v.pipe(v.string(), v.parseJson(), Numbered), raw)
  if (!update.success) {
    // From Telegram, and not what we know: kept for a person to look at.
    const key = `body:${createHash('sha256').update(request.bytes).digest('base64url')}`
    return { status: 200, received: [{ key, raw }] }
  }
  await keep([update.output], { api, services })
  return { status: 200 }
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
