/** What became of an SMS, as operators report it (SMPP 3.4, appendix B; and the optional parameters that say the same). */

export interface Receipt {
  /** The id that the response to the SMS gave. */
  readonly id: string
  readonly state: 'sent' | 'delivered' | 'failed'
  readonly reason: string
}

const STATES: Readonly<Record<string, Receipt['state']>> = {
  ENROUTE: 'sent',
  ACCEPTD: 'sent',
  ACCEPTED: 'sent',
  DELIVRD: 'delivered',
  DELIVERED: 'delivered',
  EXPIRED: 'failed',
  DELETED: 'failed',
  UNDELIV: 'failed',
  UNDELIVERABLE: 'failed',
  REJECTD: 'failed',
  REJECTED: 'failed',
  UNKNOWN: 'failed',
}
/** message_state by its number. */
const BY_NUMBER = ['', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD'] as const

/** @param parameters receipted_message_id and message_state, where there are any. @returns null: no receipt one could read. */
export function parseReceipt(text: string, parameters: { readonly id: string | null; readonly state: number | null }): Receipt | null {
  const field = (name: string) => new RegExp(`\\b${name}:(\\S+)`, 'i').exec(text.slice(0, 500))?.[1] ?? ''
  const id = (parameters.id ?? '') || field('id')
  const word = (field('stat') || BY_NUMBER[parameters.state ?? 0] || '').toUpperCase()
  const state = STATES[word]
  if (id === '' || state === undefined) return null
  const error = field('err')
  return { id, state, reason: state === 'failed' ? [word, /^0*$/.test(error) ? '' : error].filter(Boolean).join(' ') : '' }
}

/** An id as responses write it: without the zeros that some fill it up with. */
export const responseKey = (id: string): string =>
  id
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/, '')

/** @param isDecimal the operator answers in hexadecimal and reports in decimal: an old habit of several. */
export function receiptKey(id: string, isDecimal: boolean): string {
  const plain = responseKey(id)
  return isDecimal && /^\d{1,19}$/.test(plain) ? BigInt(plain).toString(16) : plain
}
