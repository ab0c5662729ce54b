/** An operator's message as the SMS it becomes. Pure. */
import { createHash } from 'node:crypto'
import type { Id } from '#shared/domain/id'
import { splitSms } from '#shared/domain/sms'
import { encodeText } from './alphabet'
import { concatenationHeader } from './concatenation'
import type { Address, Submission } from './pdu'

const INTERNATIONAL = 1
const NATIONAL = 3
const ALPHANUMERIC = 5
const ISDN = 1
const UCS2 = 8

/** The same message is split the same way at every try, under the same number. */
export function submissionsOf({
  itemId,
  sender,
  to,
  text,
}: {
  itemId: Id
  sender: string
  to: string
  text: string
}): readonly Submission[] {
  const { encoding, parts } = splitSms(text)
  const [ref = 0] = createHash('sha256').update(itemId).digest()
  return parts.map((part, index) => {
    const hasHeader = parts.length > 1
    const header = hasHeader ? concatenationHeader({ ref, total: parts.length, n: index + 1 }) : Buffer.alloc(0)
    return {
      from: addressOf(sender),
      to: addressOf(to),
      coding: encoding === 'ucs2' ? UCS2 : 0,
      hasHeader,
      // The last one tells for all that they are there; each tells when it is not.
      receipt: index === parts.length - 1 ? 'both' : 'failure',
      bytes: Buffer.concat([header, encodeText(part, encoding)]),
    }
  })
}

export function addressOf(given: string): Address {
  const digits = given.replace(/^\+/, '')
  if (!/^\d+$/.test(digits)) return { ton: ALPHANUMERIC, npi: 0, digits: given }
  return digits.length < 8 ? { ton: NATIONAL, npi: 0, digits } : { ton: INTERNATIONAL, npi: ISDN, digits }
}
