/**
 * A provider of SMS asked by web requests, and a customer's phone, as the contract of channels drives them. The requests and
 * answers are in the manner of the usual documentation: JSON, a bearer key, an id of 64 bits, a call back as a form.
 */
import type { ContractPeer } from '../channel-contract/peer'
import type { Shop } from '../channel-contract/shop'
import type { HookRequest } from '../connector'
import { startProvider } from '../test-provider'
import { httpSms } from './http-gateway'

export const PROVIDER_KEY = 'provider-key-0123456789'
const CUSTOMER = '380671112233'

const FAULTS = {
  'slow-down': { status: 429, headers: { 'retry-after': '1' }, body: { status: 'error', message: 'Too many requests' } },
  'lost-answer': { isLost: true },
  temporary: { status: 503, body: { status: 'error', message: 'Try later' } },
  permanent: { body: { status: 'error', message: 'Unknown subscriber' } },
} as const

/** As the administrator of a shop writes them down. */
export const providerSettings = (url: string) => ({
  via: 'http',
  sender: 'Teplo',
  url: `${url}/v1/sms`,
  method: 'POST',
  body: 'json',
  template: '{"messages": [{"from": "{sender}", "to": "{digits}", "text": "{text}", "ref": "{id}"}], "callback": "{hook}"}',
  auth: 'bearer',
  checkUrl: `${url}/v1/balance`,
  okPath: 'status',
  okValues: 'accepted, queued',
  idPath: 'messages[0].id',
  errorPath: 'message',
  hookFrom: 'from',
  hookText: 'text',
  hookId: 'id',
  receiptId: 'message_id',
  receiptState: 'state',
  deliveredValues: 'DELIVRD',
  failedValues: 'UNDELIV, EXPIRED',
})

interface Taken {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly text: string
}

/** Ids as a database of the provider's counts them: beyond what JavaScript's numbers hold. */
const FIRST_ID = 4_912_661_846_655_238_145n

export async function startSmsProvider() {
  const taken: Taken[] = []
  const faults: (keyof typeof FAULTS)[] = []
  const provider = await startProvider(({ path, headers, body }) => {
    if (headers.authorization !== `Bearer ${PROVIDER_KEY}`) return { status: 401, body: { status: 'error', message: 'Wrong key' } }
    if (path === '/v1/balance') return { body: { balance: 120.5 } }
    const [asked] = JSON.parse(body).messages
    const fault = faults.shift()
    if (fault && fault !== 'lost-answer') return FAULTS[fault]
    const id = String(FIRST_ID + BigInt(taken.length))
    taken.push({ id, to: asked.to, from: asked.from, text: asked.text })
    return fault ? FAULTS[fault] : { body: `{"status": "accepted", "messages": [{"id": ${id}}]}` }
  })
  return { ...provider, taken, fail: (how: keyof typeof FAULTS) => void faults.push(how) }
}

export async function makeHttpSmsPeer(): Promise<ContractPeer> {
  const provider = await startSmsProvider()
  let shop: Shop | null = null
  let count = 0
  let last = ''

  /** By the door that HTTP leads to; between two processes there is nobody, and the provider calls again. */
  async function call(form: string): Promise<void> {
    last = form
    for (;;) {
      const live = shop?.connections.live(shop.channelId)
      const query = new URLSearchParams(live?.connection.hookQuery ?? '')
      const request: HookRequest = { method: 'POST', query, header: () => undefined, bytes: new TextEncoder().encode(form) }
      const answer = await live?.connection.hook?.(request)
      if (answer?.status === 200) return await live?.receive(answer.received ?? [])
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  return {
    connector: httpSms({ times: { lookMs: 1000, againMs: 100 }, laterMs: 200 }),
    settings: providerSettings(provider.url),
    secrets: { key: PROVIDER_KEY },
    wrongSecrets: { key: 'another key' },
    opened: (opened) => {
      shop = opened
    },
    async says(text) {
      count += 1
      await call(String(new URLSearchParams({ from: `+${CUSTOMER}`, to: '380441234567', text, id: String(count) })))
      return `in:${count}`
    },
    again: () => call(last),
    got: async () => provider.taken.map(({ id, text }) => ({ key: id, text, file: null, replyTo: null })),
    failNext: provider.fail,
    permanentReason: 'Unknown subscriber',
    stop: provider.stop,
    start: provider.start,
    hostile: ['', 'null', '[]', '{"from": {"from": "x"}}', `${'['.repeat(5000)}`, 'x'.repeat(1_000_000), 'from=&text=', 'message_id=5'],
    close: provider.stop,
  }
}
