export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'«»]+/gi
/** Ends of sentences that stand next to an address and do not belong to it. */
const TRAILING = /[.,;:!?…)\]}]+$/

/** Text with its web addresses found. Nothing but http and https ever becomes a link. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0])
    const href = readHref(address)
    if (!href) continue
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) })
    parts.push({ kind: 'link', text: address, href })
    end = match.index + address.length
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}

/** A closing bracket stays when the address opened it. */
function trimAddress(address: string): string {
  const trimmed = address.replace(TRAILING, '')
  const next = address[trimmed.length]
  return next === ')' && trimmed.includes('(') ? `${trimmed})` : trimmed
}

function readHref(address: string): string | null {
  try {
    const url = new URL(/^www\./i.test(address) ? `https://${address}` : address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

/** One to three pictograms and nothing else: shown large, as messengers do. */
export const isPictograms = (text: string): boolean => /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f){1,3}$/u.test(text)
