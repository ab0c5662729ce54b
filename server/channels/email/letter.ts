/** An e-mail as it came, read. Programs have written e-mails for fifty years, each in its way: nothing here may fail for one. */
import { convert } from 'html-to-text'
import { type AddressObject, type Attachment as MailFile, type ParsedMail, simpleParser } from 'mailparser'
import { type Automatic, automaticKind } from './automatic'
import { type Headers, headerBytes, headersOf } from './headers'
import { messageIds } from './message-id'
import type { ReportParts } from './report'

export interface LetterFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** As the HTML calls it; null: it stands under the e-mail, not inside. */
  readonly cid: string | null
}

export interface Letter {
  /** Null: it has none, and nothing can answer it. */
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** Whom an answer goes to; null: the e-mail does not say. */
  readonly from: { readonly address: string; readonly name: string } | null
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly files: readonly LetterFile[]
  readonly automatic: Automatic | null
  readonly report: ReportParts | null
}

/** HTML beyond it is a file and not a text to be searched. */
const MAX_HTML_CHARS = 1_000_000

/** What is cut off at any byte, or is no e-mail at all, is read as far as it goes. */
export async function readLetter(raw: Buffer): Promise<Letter> {
  try {
    return letterOf(await parsed(raw), raw)
  } catch {
    return { ...letterOf(await parsed(headerBytes(raw)), raw), files: [{ name: 'message.eml', bytes: raw, cid: null }] }
  }
}

const parsed = (raw: Buffer): Promise<ParsedMail> =>
  simpleParser(raw, {
    // Own text from HTML, below: the parser makes none of HTML that lies deeper.
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    // `cid:` stays as it is: the screen puts the pictures in.
    skipImageLinks: true,
    // It would become part of the text.
    keepDeliveryStatus: true,
    // A forwarded e-mail is a file, not more of this one's text.
    ignoreEmbedded: true,
  })

function letterOf(mail: ParsedMail, raw: Buffer): Letter {
  const headers = headersOf(raw)
  const from = senderOf(mail)
  const html = typeof mail.html === 'string' && mail.html.trim() !== '' ? mail.html : null
  const text = ((mail.text ?? '').trim() || (html === null ? '' : plainText(html))).replaceAll('\0', '')
  const automatic = automaticKind(headers, from?.address ?? '')
  return {
    messageId: messageIds(headers.get('message-id') ?? '')[0] ?? null,
    inReplyTo: messageIds(headers.get('in-reply-to') ?? ''),
    references: messageIds(headers.get('references') ?? ''),
    from,
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim(),
    text,
    html,
    files: mail.attachments.filter((file) => !isReportPart(file)).map((file) => fileOf(file, html)),
    automatic,
    report: automatic === 'report' ? reportOf(mail, headers, text) : null,
  }
}

/** Forms of websites write from an address of the site and ask for answers to the customer's. */
function senderOf(mail: ParsedMail): Letter['from'] {
  const [reply] = addressesOf(mail.replyTo)
  const [author] = addressesOf(mail.from)
  const found = reply ?? author
  return found ? { address: found.address, name: found.name || author?.name || '' } : null
}

function addressesOf(field: AddressObject | AddressObject[] | undefined): readonly { address: string; name: string }[] {
  return [field ?? []]
    .flat()
    .flatMap(({ value }) =>
      value
        .flatMap((one) => [one, ...(one.group ?? [])])
        .flatMap(({ address, name }) => (address?.includes('@') ? [{ address: address.trim().toLowerCase(), name: name.trim() }] : [])),
    )
}

const plainText = (html: string): string =>
  convert(html.slice(0, MAX_HTML_CHARS), {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { ignoreHref: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  }).trim()

/** A picture that the HTML shows is part of it; one that it does not name would never be seen there. */
function fileOf(file: MailFile, html: string | null): LetterFile {
  const cid = file.cid ?? null
  const isShown = cid && html?.includes(`cid:${cid}`)
  return { name: file.filename ?? nameOf(file.contentType), bytes: file.content, cid: isShown ? cid : null }
}

function nameOf(mime: string): string {
  if (mime === 'message/rfc822') return 'message.eml'
  if (mime === 'text/calendar') return 'invite.ics'
  return `${mime.slice(0, mime.indexOf('/')) || 'file'}.${/^[a-z0-9]+$/.exec(mime.slice(mime.indexOf('/') + 1))?.[0] ?? 'bin'}`
}

const isReportPart = ({ contentType }: MailFile): boolean =>
  contentType === 'message/delivery-status' || contentType === 'text/rfc822-headers'

function reportOf(mail: ParsedMail, headers: Headers, text: string): ReportParts {
  const part = (...types: readonly string[]) =>
    mail.attachments.find(({ contentType }) => types.includes(contentType))?.content.toString('utf8')
  return {
    status: part('message/delivery-status', 'message/global-delivery-status') ?? null,
    original: part('text/rfc822-headers', 'message/rfc822', 'message/global') ?? '',
    text,
    isFromOldServer: headers.has('x-failed-recipients') || !/^multipart\/report\b/i.test(headers.get('content-type') ?? ''),
  }
}
