import { type Attachment, soundType } from '#shared/domain/attachment'
import { CAPABILITIES, type ChannelKind, voiceTarget } from '#shared/domain/channel'
import { newId } from '#shared/domain/id'
import type { BlobFiles } from '../http/blob-files'
import type { BlobStore } from '../store/port-blobs'
import { type Converter, extensionOf } from './ffmpeg'

/** Null: this voice cannot be made into what the channel takes. */
export type MakeVoices = (attachments: readonly Attachment[], kind: ChannelKind) => Promise<readonly Attachment[] | null>

/** Makes the voice messages among attachments what the channel takes; the others are as they were. */
export function createVoices(options: {
  blobs: BlobStore
  files: BlobFiles
  converter: Converter | null
  clock: () => number
}): MakeVoices {
  async function one(attachment: Attachment, kind: ChannelKind): Promise<Attachment | null> {
    const from = soundType(attachment.mime)
    const to = voiceTarget(CAPABILITIES[kind], { recorded: from, canConvert: options.converter !== null })
    if (to === from) return attachment
    if (to === null || !options.converter) return null
    const blob = await options.blobs.get(attachment.id)
    const bytes = blob && (await options.converter.convert(options.files.pathOf(blob.sha256), from, to))
    if (!blob || !bytes) return null
    const id = newId()
    const name = `${attachment.name.replace(/\.[^.]*$/, '')}.${extensionOf(to)}`
    const sha256 = await options.files.write(bytes)
    await options.blobs.add({ ...blob, id, name, mime: to, size: bytes.length, sha256, createdAt: options.clock() })
    return { ...attachment, id, name, mime: to, size: bytes.length }
  }

  return async (attachments, kind) => {
    const made: Attachment[] = []
    for (const attachment of attachments) {
      const next = attachment.voice ? await one(attachment, kind) : attachment
      if (!next) return null
      made.push(next)
    }
    return made
  }
}
