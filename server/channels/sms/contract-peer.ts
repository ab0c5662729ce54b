/** An SMS operator and a customer's phone, as the contract of channels drives them. */
import { splitSms } from '#shared/domain/sms'
import type { ContractPeer, Got } from '../channel-contract/peer'
import { decodeText, encodeText } from './alphabet'
import { concatenationHeader, takeHeader } from './concatenation'
import { createSmsConnector } from './connector'
import { type Mood, smscAccount, startSmsc } from './smsc-peer'

const CUSTOMER = '380671112233'
const MOODS: Readonly<Record<Parameters<ContractPeer['failNext']>[0], Mood>> = {
  'slow-down': 'throttled',
  'lost-answer': 'lost',
  temporary: 'busy',
  permanent: 'refused',
}

export async function makeSmsPeer(): Promise<ContractPeer> {
  const smsc = await startSmsc()
  let ref = 0
  let last: (() => void) | null = null
  return {
    connector: createSmsConnector({ times: { connectMs: 2000, answerMs: 5000, enquireMs: 30_000, laterMs: 500 } }),
    ...smscAccount(smsc.port),
    wrongSecrets: { password: 'another' },
    async says(text) {
      const { encoding, parts } = splitSms(text)
      ref += 1
      const coding = encoding === 'ucs2' ? 8 : 0
      const whole = parts.map((part, index) =>
        parts.length === 1
          ? encodeText(part, encoding)
          : Buffer.concat([concatenationHeader({ ref, total: parts.length, n: index + 1 }), encodeText(part, encoding)]),
      )
      last = () => {
        for (const bytes of whole) smsc.sms(CUSTOMER, bytes, { coding, esmClass: parts.length === 1 ? 0 : 0x40 })
      }
      last()
      await smsc.answered()
      return text
    },
    // An operator tells again what it has heard no answer to, in its next connection.
    async again() {
      smsc.drop()
      await smsc.bound()
      last?.()
      await smsc.answered()
    },
    async got() {
      const texts = new Map<string, Got & { readonly parts: Map<number, string> }>()
      for (const [index, { coding, esmClass, bytes }] of smsc.taken().entries()) {
        const { place, body } = esmClass & 0x40 ? takeHeader(bytes) : { place: null, body: bytes }
        // Not by ids: an operator that has been killed counts anew.
        const key = place ? `${place.ref}` : `whole ${index}`
        const known = texts.get(key) ?? { key, text: '', file: null, replyTo: null, parts: new Map() }
        known.parts.set(place?.n ?? 1, decodeText(body, coding))
        texts.set(key, known)
      }
      return [...texts.values()].map(({ parts, ...got }) => ({
        ...got,
        text: [...parts]
          .sort(([a], [b]) => a - b)
          .map(([, part]) => part)
          .join(''),
      }))
    },
    failNext: (how) => smsc.next(MOODS[how]),
    permanentReason: 'bad-address',
    stop: () => smsc.stop(),
    start: () => smsc.start(),
    hostile: ['', 'not json', '{}', JSON.stringify({ kind: 'receipt', text: '', id: null, state: null }), 'x'.repeat(1_000_000)],
    close: () => smsc.stop(),
  }
}
