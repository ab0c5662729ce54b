export interface QuotedText {
  readonly said: string
  /** What the writer's program has added of the conversation so far; empty when nothing. */
  readonly quoted: string
}

/** The line with which mail programs begin a quote, in the languages our customers write; marked lines follow it. */
const VERB = /^.{0,200}(?:wrote|пишет|пише|написал\(?а?\)?|написав(?:\(ла\)|ла)?|пишут|napisał\(?a?\)?|schrieb.{0,100})\s*:\s*$/i
/** Whom and when, without a verb and mostly without marked lines. */
const ADDRESS_AND_TIME = /^(?=.{0,200}\b\d{1,2}:\d{2}\b).{0,200}<[^<>\s@]{1,64}@[^<>\s]{1,200}>[^:<>]{0,30}:\s*$/
const DASHES = /^-{2,}\s*(?:Original Message|Исходное сообщение|Пересланное сообщение|Початкове повідомлення|Оригінальне повідомлення).*$/i
/** Outlook and programs of phones put the headers of the e-mail before it. */
const FROM = /^[*\s]{0,4}(?:From|От(?: кого)?|Від(?: кого)?|Od|Von)\s*:[*\s]*\S/i
const NEXT = /^[*\s]{0,4}(?:Sent|Date|To|Отправлено|Дата|Кому|Надіслано|Wysłano|Do|Gesendet|An)\s*:/i
/** Lines that such headers take, an address wrapped among them. */
const HEADER_LINES = 4

/** Takes apart a plain e-mail: what is new, and the quote below it. Pure. */
export function quotedText(text: string): QuotedText {
  const lines = text.split('\n')
  const first = lines.findIndex((_, index) => begins(lines, index))
  // An e-mail that is nothing but a quote is what one came to read.
  if (first <= 0 || lines.slice(0, first).join('').trim() === '') return { said: text, quoted: '' }
  return { said: lines.slice(0, first).join('\n').trimEnd(), quoted: lines.slice(first).join('\n').trim() }
}

function begins(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? ''
  const after = lines.slice(index + 1)
  if (line.startsWith('>')) return after.every((later) => later.startsWith('>') || later.trim() === '')
  if (DASHES.test(line)) return true
  if (FROM.test(line)) return after.slice(0, HEADER_LINES).some((later) => NEXT.test(later))
  if (ADDRESS_AND_TIME.test(line)) return true
  if (VERB.test(line)) return after.some((later) => later.startsWith('>'))
  // Programs wrap it where it is long.
  const wrapped = `${line.trimEnd()} ${after[0] ?? ''}`.replace('< ', '<')
  if (line.trim() === '' || line.trimEnd().endsWith(':') || wrapped.length > 300) return false
  return (
    ADDRESS_AND_TIME.test(wrapped) || (VERB.test(wrapped) && /\d/.test(line) && after[1] !== undefined && after.slice(1).some(isMarked))
  )
}

const isMarked = (line: string): boolean => line.startsWith('>')
