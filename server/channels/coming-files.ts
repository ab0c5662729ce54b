/** Files of messages that come: fetched from the channel and put where operators' files lie, under ids made of where they were. */
import { createHash } from 'node:crypto'
import { type Attachment, MAX_ATTACHMENT_BYTES, soundType } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import type { MissingFile } from '#shared/domain/item'
import type { BlobFiles } from '../http/blob-files'
import { fileName } from '../http/file-name'
import { sniff } from '../http/sniff'
import type { BlobStore } from '../store/port-blobs'
import type { ComingFile, Connection, Fetched, OutgoingFile } from './connector'

/** A file that has not come by then is asked for again later. */
const FETCH_TIMEOUT_MS = 60_000

export type TakenFile = { readonly attachment: Attachment } | { readonly missing: MissingFile }

export interface ChannelFiles {
  /** Takes one in; what is here already is not fetched again. */
  take(file: ComingFile, of: { id: Id; peerKey: string; connection: Connection; signal: AbortSignal }): Promise<TakenFile>
  attach(ids: readonly Id[], dialogId: Id): Promise<void>
  open(attachmentId: Id): Promise<OutgoingFile | null>
}

/** The same event read again names the same files. */
export const comingFileId = (channelId: Id, eventKey: string, index: number): Id =>
  createHash('sha256')
    .update(JSON.stringify([channelId, eventKey, index]))
    .digest('base64url')
    .slice(0, 24)

export function makeChannelFiles({ blobs, files, clock }: { blobs: BlobStore; files: BlobFiles; clock: () => number }): ChannelFiles {
  return {
    async take(file, { id, peerKey, connection, signal }) {
      const name = fileName(file.name)
      const known = await blobs.get(id)
      if (known) return { attachment: attachmentOf(known, file) }
      if ((file.size ?? 0) > MAX_ATTACHMENT_BYTES) return { missing: { name, why: 'too-large' } }
      const fetched = await bytesOf(file, connection, signal)
      if (!fetched.ok) return { missing: { name, why: fetched.why } }
      const { bytes } = fetched
      if (bytes.length > MAX_ATTACHMENT_BYTES) return { missing: { name, why: 'too-large' } }
      if (bytes.length === 0) return { missing: { name, why: 'gone' } }
      const facts = { id, name, mime: await sniff(bytes), size: bytes.length }
      const sha256 = await files.write(bytes)
      await blobs.add({ ...facts, owner: { kind: 'visitor', id: peerKey }, dialogId: null, sha256, createdAt: clock() })
      return { attachment: attachmentOf(facts, file) }
    },
    attach: (ids, dialogId) => blobs.attach(ids, dialogId),
    async open(attachmentId) {
      const blob = await blobs.get(attachmentId)
      return blob && { path: files.pathOf(blob.sha256), size: blob.size, name: blob.name, mime: blob.mime }
    },
  }
}

const attachmentOf = (
  { id, name, mime, size }: Pick<Attachment, 'id' | 'name' | 'mime' | 'size'>,
  { shape = {} }: ComingFile,
): Attachment => ({
  id,
  name,
  mime: shape.voice ? soundType(mime) : mime,
  size,
  ...shape,
})

async function bytesOf({ from }: ComingFile, connection: Connection, signal: AbortSignal): Promise<Fetched> {
  if ('bytes' in from) return { ok: true, bytes: from.bytes }
  if (!connection.fetch) return { ok: false, why: 'gone' }
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(FETCH_TIMEOUT_MS)])
    // Not every line lets go of what it has begun.
    return await Promise.race([connection.fetch(from.ref, { limit: MAX_ATTACHMENT_BYTES, signal: within }), givenUp(within)])
  } catch {
    // Whatever went wrong on the way may go right the next time.
    return { ok: false, why: 'later' }
  }
}

/** Rejects with the signal. */
const givenUp = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const give = () => reject(signal.reason)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
