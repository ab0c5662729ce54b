/** Small pictures for the timeline: made when one is first looked at, kept beside the file they are of. */
import { existsSync } from 'node:fs'
import type { BlobFiles } from '../http/blob-files'
import type { BlobRecord } from '../store/port-blobs'
import { type Converter, canShrink } from './ffmpeg'

/** What is no larger than this is small as it is. */
const SMALL_BYTES = 48 * 1024
/** Whoever scrolls through a year of pictures gets the rest of them as they are. */
const MAX_WAITING = 40
/** Files that could not be made smaller, remembered so that they are not tried at every look. */
const MAX_REMEMBERED = 10_000

export const SMALL_TYPE = 'image/webp'

/** @returns the path of the small one; null: there is none, the file itself will have to do. */
export type SmallPictures = (blob: Pick<BlobRecord, 'sha256' | 'mime' | 'size'>) => Promise<string | null>

export function createSmallPictures({ files, converter }: { files: BlobFiles; converter: Converter | null }): SmallPictures {
  const making = new Map<string, Promise<string | null>>()
  const hopeless = new Set<string>()

  async function make(converter: Converter, sha256: string, mime: string): Promise<string | null> {
    const bytes = await converter.shrink(files.pathOf(sha256), mime)
    if (bytes) return files.writeSmall(sha256, bytes)
    if (hopeless.size < MAX_REMEMBERED) hopeless.add(sha256)
    return null
  }

  return async ({ sha256, mime, size }) => {
    const isPicture = mime.startsWith('image/')
    if (!converter || !canShrink(mime) || (isPicture && size <= SMALL_BYTES) || hopeless.has(sha256)) return null
    const path = files.smallPathOf(sha256)
    if (existsSync(path)) return path
    const under = making.get(sha256)
    if (under) return under
    if (making.size >= MAX_WAITING) return null
    // On a full disk there is no room for it.
    const made = make(converter, sha256, mime)
      .catch(() => null)
      .finally(() => making.delete(sha256))
    making.set(sha256, made)
    return made
  }
}
