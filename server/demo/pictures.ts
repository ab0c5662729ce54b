import type { Attachment } from '#shared/domain/attachment'
import { type Id, newId } from '#shared/domain/id'
import type { BlobFiles } from '../http/blob-files'
import type { Store } from '../store/port'
import type { Chance } from './chance'
import { drawPicture, PICTURE_HEIGHT, PICTURE_WIDTH } from './picture'

/** Different ones; more would only take time. */
const PICTURES = 8

/** Gives a customer's message a picture, as if they had uploaded it. */
export type TakePicture = (options: { visitorId: Id; dialogId: Id; chance: Chance; at: number }) => Promise<Attachment>

export async function makePictures({
  store,
  files,
  chance,
  now,
}: {
  store: Store
  files: BlobFiles
  chance: Chance
  now: number
}): Promise<TakePicture> {
  const stored = await Promise.all(
    Array.from({ length: PICTURES }, async () => {
      const bytes = drawPicture(chance)
      return { size: bytes.length, sha256: await files.write(bytes) }
    }),
  )
  return async ({ visitorId, dialogId, chance: own, at }) => {
    const { size, sha256 } = own.pick(stored)
    const stamp = new Date(Math.min(at, now)).toISOString().replace(/\D/g, '').slice(0, 14)
    const facts = { id: newId(), name: `IMG_${stamp}.png`, mime: 'image/png', size }
    await store.blobs.add({ ...facts, sha256, owner: { kind: 'visitor', id: visitorId }, dialogId, createdAt: at })
    return { ...facts, width: PICTURE_WIDTH, height: PICTURE_HEIGHT }
  }
}
