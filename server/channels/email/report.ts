/** What mail servers say about an e-mail of ours (RFC 3464), and what older ones write instead. */
import { isOwn, messageIds } from './message-id'

export interface ReportParts {
  /** `message/delivery-status`; null: there is none. */
  readonly status: string | null
  /** The e-mail it is about, or its headers. */
  readonly original: string
  /** The report's own text, where older servers quote the e-mail. */
  readonly text: string
  readonly isFromOldServer: boolean
}

/** An e-mail of ours that did not arrive. */
export interface Bounce {
  /** Its Message-ID. */
  readonly key: string
  /** What the receiving server said. */
  readonly reason: string
}

const MAX_REASON_CHARS = 300

/**
 * @param domain with which names of our e-mails end.
 * @returns null when it is about no e-mail of ours, or says that it is late, or that it arrived.
 */
export function bounceOf(parts: ReportParts, domain: string): Bounce | null {
  const key = reported(parts, domain)
  if (!key) return null
  if (parts.status === null) return parts.isFromOldServer ? { key, reason: shortened(parts.text) } : null
  const [, ...recipients] = blocks(parts.status)
  const failed = recipients.find((recipient) => recipient.get('action')?.toLowerCase() === 'failed')
  if (!failed) return null
  const said = failed.get('diagnostic-code')?.replace(/^[a-z-]+\s*;\s*/i, '') ?? failed.get('status') ?? ''
  return { key, reason: shortened(said) }
}

/** By the envelope's id, which is ours; by the Message-ID of the e-mail that came back; or quoted in the text. */
function reported({ status, original, text }: ReportParts, domain: string): string | null {
  const [envelope] = blocks(status ?? '')
  const named = `<${envelope?.get('original-envelope-id') ?? ''}@${domain}>`
  const ids = [named, ...messageIds(original.slice(0, MAX_LOOKED_AT)), ...messageIds(text.slice(0, MAX_LOOKED_AT))]
  return ids.find(isOwn) ?? null
}

/** Headers are at the top; a report that hides them further down is not read to its end. */
const MAX_LOOKED_AT = 64 * 1024

/** Fields of the message, then of each recipient; lower-case names, folded lines joined. */
function blocks(status: string): readonly ReadonlyMap<string, string>[] {
  return status
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map((block) => new Map(block.split('\n').flatMap((line) => field(line))))
    .filter((fields) => fields.size > 0)
}

function field(line: string): readonly (readonly [string, string])[] {
  const colon = line.indexOf(':')
  return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]]
}

const shortened = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_REASON_CHARS)
