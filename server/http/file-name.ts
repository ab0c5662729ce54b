/** As `Attachment.name` allows. */
const MAX_NAME_CHARS = 200
const UNNAMED = 'file'

/** A name as its sender gave it, made harmless. It is only ever shown and offered, never a path of ours. */
export function fileName(given: string): string {
  const name = wellFormed(given)
    // Control characters, and those that turn the direction of writing and so hide an extension.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[/\\]/g, '_')
    .trim()
  return shorten(name) || UNNAMED
}

/** RFC 6266 with the name of RFC 5987: any language, and nothing that could end the header. */
export const disposition = (kind: 'inline' | 'attachment', name: string): string =>
  `${kind}; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeRfc5987(name)}`

/** Keeps the extension, by which the receiver knows what opens it. */
function shorten(name: string): string {
  if (name.length <= MAX_NAME_CHARS) return name
  const extension = /\.[^.]{1,12}$/.exec(name)?.[0] ?? ''
  return wellFormed(name.slice(0, MAX_NAME_CHARS - extension.length)) + extension
}

const encodeRfc5987 = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** Half of a character of two units cannot be encoded. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')

/** Empty when it is not percent-encoding of UTF-8. */
export function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ''
  }
}
