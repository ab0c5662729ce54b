import * as v from 'valibot'
import { Id } from './id'

/** Bytes. Above what any channel of ours takes, below what a phone can hold in memory twice. */
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024
export const MAX_ATTACHMENTS = 10

/** Most bytes of a file in one request of an upload; a device sends less where the network is slow. */
export const MAX_CHUNK_BYTES = 1024 * 1024

/** A quarter of an hour: longer is a call. */
export const MAX_VOICE_MS = 15 * 60_000
/** Bars of a drawn waveform. */
export const WAVE_BARS = 64

const Pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

/** A file of a message. The bytes live in the blob store under the same id. */
export const Attachment = v.object({
  id: Id,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  mime: v.pipe(v.string(), v.regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/), v.maxLength(100)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_ATTACHMENT_BYTES)),
  width: v.optional(Pixels),
  height: v.optional(Pixels),
  /** A recorded voice message: how long it is, ms, and its loudness along the way, 0–31. */
  voice: v.optional(
    v.object({
      ms: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_VOICE_MS)),
      wave: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(31))), v.maxLength(WAVE_BARS)),
    }),
  ),
})
export type Attachment = v.InferOutput<typeof Attachment>

export const Attachments = v.pipe(v.array(Attachment), v.maxLength(MAX_ATTACHMENTS))

export type AttachmentKind = 'image' | 'video' | 'audio' | 'file'

/** A recording by what it is: by their bytes alone some boxes for sound look like boxes for pictures. */
export const soundType = (mime: string): string => mime.replace(/^(?:video|application)\//, 'audio/')

export function attachmentKind(mime: string): AttachmentKind {
  const family = mime.slice(0, mime.indexOf('/'))
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

/** The files with this one before another; at the end for null, or for one that is not among them. */
export function placedBefore(files: readonly Attachment[], file: Attachment, before: Id | null): Attachment[] {
  const others = files.filter(({ id }) => id !== file.id)
  const at = others.findIndex(({ id }) => id === before)
  return at < 0 ? [...others, file] : [...others.slice(0, at), file, ...others.slice(at)]
}

/** How much of a file the server holds; `isStored`: all of it, so that a message may carry it. */
export const UploadPlace = v.object({ offset: v.pipe(v.number(), v.integer(), v.minValue(0)), isStored: v.boolean() })
export type UploadPlace = v.InferOutput<typeof UploadPlace>

export const attachmentsBytes = (attachments: readonly Attachment[]): number => attachments.reduce((sum, { size }) => sum + size, 0)
