/** What an e-mail says to Okno: a message of a customer, that one of ours did not arrive, or nothing. */
import type { Attachment } from '#shared/domain/attachment'
import { MAX_ATTACHMENTS } from '#shared/domain/attachment'
import type { Content } from '#shared/domain/content'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import { MAX_SUBJECT_CHARS } from '#shared/domain/start'
import { plainSubject } from '#shared/domain/subject'
import type { ComingFile, Reading, ReadMessage } from '../connector'
import { letterKey } from './headers'
import { type Letter, readLetter } from './letter'
import { answered, domainOf, isOwn } from './message-id'
import { bounceOf } from './report'
import { parseStored, refOf, type StoredLetter, WHOLE } from './stored-letter'

const MAX_PEER_CHARS = 320
const MAX_NAME_CHARS = 120
const MAX_SUBJECT_LINE = 300
const MAX_INLINE = 30

export async function readStored(raw: string, address: string): Promise<Reading> {
  const stored = parseStored(raw)
  if (!stored) return { ok: false, reason: 'not-an-email' }
  const source = Buffer.from(stored.source, 'base64')
  const letter = await readLetter(source)
  const bounce = letter.report && bounceOf(letter.report, domainOf(address))
  if (bounce) return { ok: true, events: [{ type: 'report', key: bounce.key, state: 'failed', error: bounce.reason }] }
  // Our own, come back: to oneself, or in copy to a list one reads.
  if (letter.messageId && isOwn(letter.messageId)) return { ok: true, events: [] }
  if (!letter.from || letter.from.address.length > MAX_PEER_CHARS) return { ok: false, reason: 'no-sender' }
  return { ok: true, events: [messageOf(letter, letter.from, { stored, key: letterKey(source) })] }
}

function messageOf(letter: Letter, from: NonNullable<Letter['from']>, { stored, key }: { stored: StoredLetter; key: string }): ReadMessage {
  const { messageId, subject, automatic } = letter
  const answers = answered(letter.inReplyTo, letter.references)
  const files = filesOf(letter, stored)
  return {
    type: 'message',
    peer: { key: from.address, name: from.name.slice(0, MAX_NAME_CHARS) || from.address.slice(0, MAX_NAME_CHARS), origin: null },
    key,
    text: cut(letter.text, MAX_MESSAGE_CHARS),
    thread: { id: messageId, answers, subject: cut(plainSubject(subject), MAX_SUBJECT_CHARS) },
    ...(automatic ? { isAutomatic: true } : {}),
    ...(answers[0] ? { replyTo: answers[0] } : {}),
    files: files.map(({ coming }) => coming),
    compose: (here) => composed(files, here, cut(subject, MAX_SUBJECT_LINE)),
  }
}

interface Part {
  readonly coming: ComingFile
  readonly as: 'html' | 'text' | 'file' | { readonly cid: string }
}

/** What a message holds as files: its HTML, a text too long for one, what was attached. */
function filesOf({ text, html, files }: Letter, stored: StoredLetter): readonly Part[] {
  const parts: Part[] = []
  if (html !== null) parts.push({ as: 'html', coming: { from: { bytes: Buffer.from(html) }, name: 'message.html' } })
  if (html === null && text.length > MAX_MESSAGE_CHARS) {
    parts.push({ as: 'text', coming: { from: { bytes: Buffer.from(text) }, name: 'message.txt' } })
  }
  const isShown = (cid: string | null): cid is string => cid !== null && (html ?? '').includes(`cid:${cid}`)
  const attached: readonly Attached[] = stored.left
    ? stored.left.map(({ part, name, size, cid }) => ({ from: { ref: refOf(stored, part) }, name, size, cid }))
    : files.map(({ bytes, name, cid }) => ({ from: { bytes }, name, size: bytes.length, cid }))
  for (const { cid, ...coming } of fitting(attached, stored)) parts.push({ as: isShown(cid) ? { cid } : 'file', coming })
  return parts
}

/** A message carries so many files; of more, the last place is for the e-mail itself, with all of them. */
function fitting(attached: readonly Attached[], stored: StoredLetter): readonly Attached[] {
  if (attached.length <= MAX_ATTACHMENTS) return attached
  const whole = { from: { bytes: Buffer.from(stored.source, 'base64') }, name: 'message.eml', cid: null }
  return [...attached.slice(0, MAX_ATTACHMENTS - 1), stored.left ? { ...whole, from: { ref: refOf(stored, WHOLE) } } : whole]
}

type Attached = ComingFile & { readonly cid: string | null }

function composed(
  parts: readonly Part[],
  here: readonly (Attachment | null)[],
  subject: string,
): { readonly attachments: readonly Attachment[]; readonly content: Content } {
  const known = parts.flatMap(({ as }, index) => {
    const attachment = here[index]
    return attachment ? [{ as, attachment }] : []
  })
  const html = known.find(({ as }) => as === 'html')?.attachment ?? null
  const attachments = known.filter(({ as }) => as !== 'html').map(({ attachment }) => attachment)
  const inline = known.flatMap(({ as, attachment }) => (typeof as === 'object' ? [{ cid: as.cid.slice(0, 200), id: attachment.id }] : []))
  const kept = attachments.slice(0, MAX_ATTACHMENTS)
  return {
    attachments: kept,
    content: {
      type: 'email',
      subject,
      html,
      inline: inline.filter(({ id }) => kept.some((each) => each.id === id)).slice(0, MAX_INLINE),
    },
  }
}

/** Between letters: half of a character of two units is no text. */
const cut = (text: string, chars: number): string => text.slice(0, chars).replace(/[\ud800-\udbff]$/, '')
