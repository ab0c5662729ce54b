/** TurboSMS as its documentation describes it, for tests: https://turbosms.ua/api.html. */
import type { MutePeer } from '../channel-contract/peer'
import { startProvider } from '../test-provider'
import { turboSms } from './turbosms'

export const TURBO_KEY = 'turbo-key-0123456789abcdef'
export const TURBO_CUSTOMER = '+380671112233'

interface Taken {
  readonly id: string
  readonly to: string
  readonly sender: string
  readonly text: string
  status: string
  why: string
}

/** What the next SMS comes to, beside being taken. */
export type TurboMood = 'stop-list' | 'no-balance' | 'not-sent' | 'lost' | 'bad-gateway'

const said = (response_code: number, response_status: string, response_result: unknown = null) => ({
  body: { response_code, response_status, response_result },
})

export async function startTurboSms() {
  const taken: Taken[] = []
  const moods: TurboMood[] = []
  const account = { key: TURBO_KEY }
  const provider = await startProvider(({ path, headers, body }) => {
    if (headers.authorization !== `Bearer ${account.key}`) return said(301, 'INVALID_TOKEN')
    if (path === '/user/balance.json') return said(0, 'OK', { balance: '52.50' })
    const asked = JSON.parse(body)
    if (path === '/message/status.json') return said(0, 'OK', asked.messages.map(statusOf))
    if (path !== '/message/send.json') return said(300, 'INVALID_REQUEST')
    const mood = moods.shift()
    const [phone] = asked.recipients
    if (mood === 'no-balance') return said(203, 'REQUIRED_BALANCE')
    if (mood === 'not-sent') return said(503, 'FAILED_SMS_SEND')
    if (mood === 'stop-list')
      return said(802, 'SUCCESS_MESSAGE_PARTIAL_ACCEPTED', [
        { phone, response_code: 404, message_id: null, response_status: 'NOT_ALLOWED_NUMBER_STOPLIST' },
      ])
    const id = `f83f8868-5e46-c6cf-e4fb-${String(taken.length).padStart(12, '0')}`
    taken.push({ id, to: phone, sender: asked.sms.sender, text: asked.sms.text, status: 'Queued', why: '' })
    if (mood === 'lost') return { isLost: true }
    if (mood === 'bad-gateway') return { status: 502, body: '<html>Bad gateway' }
    return said(800, 'SUCCESS_MESSAGE_ACCEPTED', [{ phone, response_code: 0, message_id: id, response_status: 'OK' }])
  })

  function statusOf(id: string) {
    const one = taken.find((each) => each.id === id)
    if (!one) return { message_id: id, response_code: 414, response_status: 'NOT_ALLOWED_MESSAGE_ID' }
    const { to: recipient, status, why: rejected_status } = one
    return {
      message_id: id,
      response_code: 0,
      recipient,
      sent: null,
      updated: null,
      status,
      type: 'sms',
      rejected_status,
      response_status: 'OK',
    }
  }

  return { ...provider, taken, account, next: (mood: TurboMood) => void moods.push(mood) }
}

const FAULTS = { 'slow-down': 'not-sent', temporary: 'not-sent', permanent: 'stop-list', 'lost-answer': 'lost' } as const

/** As the run of faults drives it. It tells nothing by itself: what has become of an SMS it says as often as it is asked. */
export async function makeTurboSmsPeer(): Promise<MutePeer> {
  const turbo = await startTurboSms()
  return {
    connector: turboSms({ lookMs: 1000, againMs: 50, laterMs: 100, askMs: 100 }),
    settings: { via: 'turbosms', sender: 'Teplo', turboServer: turbo.url },
    secrets: { key: TURBO_KEY },
    wrongSecrets: { key: 'another key' },
    async again() {
      for (const one of turbo.taken) one.status = 'Delivered'
    },
    got: async () => turbo.taken.map(({ id, text }) => ({ key: id, text, file: null, replyTo: null })),
    failNext: (how) => turbo.next(FAULTS[how]),
    permanentReason: 'stop-list',
    stop: turbo.stop,
    start: turbo.start,
    hostile: [],
    close: turbo.stop,
  }
}
