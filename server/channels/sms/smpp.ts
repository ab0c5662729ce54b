/** An account at an SMS operator at work: kept connected, SMS in and out. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { ChannelProblem } from '#shared/domain/channel-health'
import type { SmppSettings } from '#shared/domain/sms-account'
import { reconnectDelay } from '#shared/lib/backoff'
import type { Check, Connection, ConnectionServices } from '../connector'
import { pause } from '../pause'
import type { OutboundMessage, Patience, SendResult } from '../port'
import { hashOf, type Incoming, parseIncoming, type Step, withConfirmed, withDelivery, withoutExpired } from './incoming'
import { type Delivery, isReceipt } from './pdu'
import { readSms, receiptEvent } from './read-sms'
import { responseKey } from './receipt'
import { smppOutcome } from './smpp-outcome'
import { type Bound, SMPP_TIMES, SmppSession, type SmppTimes } from './smpp-session'
import { submissionsOf } from './submissions'

export interface SmppAccount {
  readonly settings: SmppSettings
  readonly password: string
  readonly ca?: string
}

const INCOMING = 'incoming'
/** Between looks for texts whose parts never came. */
const EXPIRE_MS = 10 * 60_000
/** A password that is wrong is wrong the next second too. */
const SIGN_IN_AGAIN_MS = 60_000
const NO_LINE_MS = 5_000

/** Keys of the parts that have been taken. */
const Progress = v.array(v.string())

const NEVER_HEARD = { mark: () => 0, confirmed: () => undefined }

export async function checkSmpp(account: SmppAccount, times?: SmppTimes): Promise<Check> {
  // What the operator brings during a look is left for the connection: refused, it is brought again.
  const onDelivery = () => Promise.reject(new Error('Only looking'))
  const bound = await SmppSession.open({ ...account, onDelivery, heard: NEVER_HEARD, ...(times ? { times } : {}) })
  if (!bound.ok) return { ok: false, ...troubleOf(bound) }
  await bound.session.close()
  return { ok: true, name: account.settings.sender }
}

export function connectSmpp(account: SmppAccount, services: ConnectionServices, times: SmppTimes = SMPP_TIMES): Connection {
  const { memory, receive, report, clock } = services
  let session: SmppSession | null = null
  let end: AbortController | null = null
  let running: Promise<void> | null = null
  let expiring: NodeJS.Timeout | undefined
  let sessionName = ''
  /** Answers given in this connection that the operator may not have heard. */
  let answered: string[] = []
  let turn: Promise<unknown> = Promise.resolve()

  /** Steps follow each other: each begins with what the one before it has written. */
  function step(next: (incoming: Incoming) => Step): Promise<void> {
    const made = turn.then(async () => {
      const before = parseIncoming(await memory.get(INCOMING))
      const { incoming, events } = next(before)
      // First the key, then the event under it: brought again after a crash in between, it is the same one.
      if (incoming !== before) {
        const kept: Incoming = events.length > 0 ? { ...before, unconfirmed: incoming.unconfirmed } : incoming
        await memory.set(INCOMING, JSON.stringify(kept))
      }
      await receive(events)
      if (incoming !== before && events.length > 0) await memory.set(INCOMING, JSON.stringify(incoming))
    })
    turn = made.catch(() => undefined)
    return made
  }

  async function onDelivery(delivery: Delivery): Promise<void> {
    if (isReceipt(delivery)) return receive([receiptEvent(delivery)])
    const key = randomBytes(12).toString('base64url')
    await step((incoming) => withDelivery(incoming, delivery, { key, session: sessionName, now: clock() }))
    answered.push(hashOf(delivery))
  }

  const heard = {
    mark: () => answered.length,
    confirmed(mark: number) {
      const hashes = new Set(answered.slice(0, mark))
      answered = answered.slice(mark)
      if (hashes.size > 0) void step((incoming) => ({ incoming: withConfirmed(incoming, hashes), events: [] })).catch(() => undefined)
    },
  }

  async function run(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      answered = []
      sessionName = randomBytes(6).toString('base64url')
      const bound = await SmppSession.open({ ...account, onDelivery, heard, times })
      if (bound.ok) {
        attempt = 0
        session = bound.session
        const leave = () => void bound.session.close()
        signal.addEventListener('abort', leave)
        if (signal.aborted) leave()
        else report('connected')
        await bound.session.closed
        signal.removeEventListener('abort', leave)
        session = null
        if (!signal.aborted) report('down', 'unreachable')
      } else if (!signal.aborted) {
        const { problem } = troubleOf(bound)
        report(problem === 'wrong-credentials' ? 'auth' : 'down', problem)
      }
      const isRefused = !bound.ok && 'status' in bound
      await pause(isRefused ? SIGN_IN_AGAIN_MS : reconnectDelay(attempt, Math.random()), signal)
    }
  }

  return {
    async start() {
      end = new AbortController()
      running = run(AbortSignal.any([end.signal, services.signal]))
      expiring = setInterval(() => void step((incoming) => withoutExpired(incoming, clock())).catch(() => undefined), EXPIRE_MS)
    },
    async stop() {
      clearInterval(expiring)
      end?.abort()
      await running
      await turn
    },
    read: (raw) => readSms(raw, account.settings),
    send: (message, patience) =>
      session
        ? sendParts(message, { session, memory, patience, sender: account.settings.sender, laterMs: times.laterMs })
        : Promise.resolve(NO_LINE),
  }
}

const NO_LINE: SendResult = { outcome: 'wait', afterMs: NO_LINE_MS, reason: 'unreachable', of: 'channel' }

interface Handing {
  readonly session: SmppSession
  readonly memory: ConnectionServices['memory']
  readonly patience: Patience
  readonly sender: string
  readonly laterMs: number
}

/** One after another: a text whose first part was refused is not sent in pieces. What has been taken is not sent again. */
async function sendParts(
  { id, peerKey, text }: OutboundMessage,
  { session, memory, patience, sender, laterMs }: Handing,
): Promise<SendResult> {
  const name = `parts.${id}`
  const keys = [...progressOf(await memory.get(name))]
  const parts = submissionsOf({ itemId: id, sender, to: peerKey, text })
  for (const part of parts.slice(keys.length)) {
    const submitted = await session.submit(part, patience.givenUp)
    if (submitted.outcome === 'not-sent') return { ...NO_LINE, keys: named(keys) }
    if (submitted.outcome === 'unanswered') return { outcome: 'unknown', reason: 'timeout', keys: named(keys) }
    if (submitted.outcome === 'refused') return { ...smppOutcome(submitted.status, laterMs), keys: named(keys) }
    keys.push(responseKey(submitted.id))
    if (parts.length > 1) await memory.set(name, JSON.stringify(keys))
    patience.partTaken()
  }
  if (parts.length > 1) await memory.set(name, null)
  return { outcome: 'sent', keys: named(keys) }
}

const named = (keys: readonly string[]): readonly string[] => keys.filter((key) => key !== '')

function progressOf(stored: string | null): readonly string[] {
  try {
    return stored === null ? [] : v.parse(Progress, JSON.parse(stored))
  } catch {
    return []
  }
}

function troubleOf(bound: Exclude<Bound, { ok: true }>): { readonly problem: ChannelProblem; readonly detail: string } {
  if ('status' in bound) {
    const detail = `SMPP 0x${bound.status.toString(16).padStart(8, '0')}`
    return {
      problem: bound.status === 0x05 ? 'used-elsewhere' : [0x0d, 0x0e, 0x0f].includes(bound.status) ? 'wrong-credentials' : 'refused',
      detail,
    }
  }
  const code = String(Reflect.get(Object(bound.error), 'code') ?? '')
  const detail = bound.error instanceof Error ? bound.error.message.slice(0, 300) : code
  if (/^(?:ENOTFOUND|EAI_\w+)$/.test(code)) return { problem: 'bad-address', detail }
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|VERIFY/.test(code)) return { problem: 'unsafe', detail }
  return { problem: 'unreachable', detail }
}
