/**
 * How Okno and a bridge know each other: HMAC-SHA256 over the time and the body. API1 A signature older or newer than five
 * minutes is none: what was overheard cannot be told again later.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const TIMESTAMP_HEADER = 'x-okno-timestamp'
export const SIGNATURE_HEADER = 'x-okno-signature'

const WINDOW_MS = 5 * 60 * 1000

export function signatureOf(body: Uint8Array | string, { secret, timestamp }: { secret: string; timestamp: string }): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`
}

export function isSigned(
  body: Uint8Array,
  of: { readonly secret: string; readonly timestamp: string | undefined; readonly signature: string | undefined; readonly now: number },
): boolean {
  const { secret, timestamp = '', signature = '', now } = of
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > WINDOW_MS) return false
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(body, { secret, timestamp }))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
