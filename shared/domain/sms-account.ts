/** What Okno must know of an account at an SMS operator. Shared by the form that asks for it and the server that uses it. */
import * as v from 'valibot'
import { Host, Port } from './address'

const Line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[\x20-\x7e]*$/))

/** Who the SMS comes from: up to eleven letters, or a number. */
const SmsSender = v.pipe(Line(20), v.regex(/^[A-Za-z0-9 ._&-]{1,11}$|^\+?\d{3,15}$/))

export const SmppSettings = v.object({
  host: Host,
  port: Port,
  security: v.picklist(['none', 'tls']),
  systemId: v.pipe(Line(15), v.minLength(1)),
  systemType: Line(12),
  sender: SmsSender,
  /** Ids in reports: as they were given, or in decimal where they were given in hexadecimal. */
  receipts: v.picklist(['same', 'decimal']),
})
export type SmppSettings = v.InferOutput<typeof SmppSettings>

export const SmsSecrets = v.object({ password: v.pipe(v.string(), v.minLength(1), v.maxLength(500)) })
export type SmsSecrets = v.InferOutput<typeof SmsSecrets>
