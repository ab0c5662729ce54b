import { fileTypeFromBuffer } from 'file-type'

/** What a file is by its bytes. What its sender says it is is never believed: a page that calls itself a picture would run. */
export async function sniff(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (found) return bareType(found.mime)
  return isText(bytes) ? 'text/plain' : 'application/octet-stream'
}

/** `audio/ogg; codecs=opus` is `audio/ogg` to us. */
const bareType = (mime: string): string => mime.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream'

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}

const PICTURES = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/heic', 'image/bmp'])

/** May be shown in place. Drawings with scripts (SVG), pages and documents are only ever downloaded. */
export const isShownInline = (mime: string): boolean => PICTURES.has(mime) || mime.startsWith('audio/') || mime.startsWith('video/')
