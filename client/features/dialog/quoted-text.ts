export interface QuotedText {
  readonly said: string
  /** What the writer's program has added of the conversation so far; empty when nothing. */
  readonly quoted: string
}

/** The line with which mail programs begin a quote, in the languages our customers write. */
const INTRO =
  /^(?:.{0,200}(?:wrote|пишет|пише|написал\(?а?\)?|написав\(?ла\)?|пишут)\s*:|-{2,}\s*(?:Original Message|Исходное сообщение|Пересланное сообщение|Початкове повідомлення).*)\s*$/i

/** Takes apart a plain e-mail: what is new, and the quote below it. Pure. */
export function quotedText(text: string): QuotedText {
  const lines = text.split('\n')
  const first = lines.findIndex((line, index) => {
    if (INTRO.test(line)) return lines.slice(index + 1).some((after) => after.startsWith('>')) || /^-{2,}/.test(line)
    return line.startsWith('>') && lines.slice(index).every((after) => after.startsWith('>') || after.trim() === '')
  })
  // An e-mail that is nothing but a quote is what one came to read.
  if (first <= 0 || lines.slice(0, first).join('').trim() === '') return { said: text, quoted: '' }
  return { said: lines.slice(0, first).join('\n').trimEnd(), quoted: lines.slice(first).join('\n').trim() }
}
