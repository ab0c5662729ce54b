import { createHash } from 'node:crypto'
import { messageIds } from './message-id'

/** Fields of an e-mail as they came, not decoded: the first of each name, by lower-case name, unfolded. */
export type Headers = ReadonlyMap<string, string>

/** What is read of the top: a mail server lets through no more. */
const MAX_HEADER_BYTES = 256 * 1024
/** Of a body that stands for a missing Message-ID. */
const MAX_HASHED_BYTES = 64 * 1024

/** Up to the empty line, with the line break before it. */
export function headerBytes(raw: Buffer): Buffer {
  const ends = ['\r\n\r\n', '\n\n'].flatMap((end) => {
    const at = raw.indexOf(end)
    return at < 0 ? [] : [at + end.length / 2]
  })
  return raw.subarray(0, Math.min(...ends, raw.length, MAX_HEADER_BYTES))
}

export function headersOf(raw: Buffer): Headers {
  const headers = new Map<string, string>()
  const lines = headerBytes(raw)
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

/**
 * What an e-mail is known by: the same however often and by whatever way it comes. The Message-ID alone is not enough:
 * there are programs that give all their e-mails the same one.
 */
export function letterKey(raw: Buffer): string {
  const headers = headersOf(raw)
  const [messageId] = messageIds(headers.get('message-id') ?? '')
  const digest = createHash('sha256')
  // Nothing that servers on the way add or change.
  for (const name of ['from', 'to', 'date', 'subject', 'message-id']) digest.update(`${name}:${headers.get(name) ?? ''}\n`)
  if (!messageId) digest.update(raw.subarray(headerBytes(raw).length).subarray(0, MAX_HASHED_BYTES))
  return digest.digest('base64url')
}
