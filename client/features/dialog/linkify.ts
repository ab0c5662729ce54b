export interface TextPart {
  readonly text: string
  /** Where it leads; null for plain text. */
  readonly href: string | null
}

/** Only what a browser may safely follow: never `javascript:` or another scheme out of a customer's message. */
const LINK = /https?:\/\/[^\s<>"«»]+/gi

/** Closing signs belong to the sentence around a link, not to it. */
const TRAILING = /[.,;:!?)\]}'…]+$/

export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TRAILING, '')
    if (!URL.canParse(address)) continue
    if (match.index > at) parts.push({ text: text.slice(at, match.index), href: null })
    parts.push({ text: address, href: address })
    at = match.index + address.length
  }
  if (at < text.length) parts.push({ text: text.slice(at), href: null })
  return parts
}
