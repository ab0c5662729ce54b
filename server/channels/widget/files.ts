import type { Attachment } from '#shared/domain/attachment'
import type { WidgetFile } from '#shared/protocol/widget'
import type { BlobStore } from '../../store/port-blobs'
import type { Visitor } from './token'

/**
 * The files a visitor's message carries, by the server's own record of them. Only the picture's shape is the
 * visitor's word: it sizes an empty frame while the picture loads, and nothing else.
 * @returns null when one of them is not this visitor's to send.
 */
export async function ownFiles(
  files: readonly WidgetFile[],
  visitor: Visitor,
  blobs: Pick<BlobStore, 'get'>,
): Promise<Attachment[] | null> {
  const attachments: Attachment[] = []
  for (const { id, width, height } of files) {
    const blob = await blobs.get(id)
    if (blob?.owner.kind !== 'visitor' || blob.owner.id !== visitor.visitorId) return null
    const shape = width && height ? { width, height } : {}
    attachments.push({ id, name: blob.name, mime: blob.mime, size: blob.size, ...shape })
  }
  return attachments
}
