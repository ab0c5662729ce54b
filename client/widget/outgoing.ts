import type { Attachment } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import type { FromVisitor } from '#shared/protocol/widget'
import type { Shown } from './history'

/** A file on its way. */
export interface OutgoingFile {
  readonly id: Id
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly blob: Blob
  readonly stage: 'waiting' | 'uploading' | 'uploaded'
  /** 0 to 1. */
  readonly progress: number
}

/**
 * A message the server has not answered yet. `waiting`: for the network, or for its files; `sent`: has left, its
 * answer is awaited; `refused`: will not be taken as it is, the visitor decides.
 */
export interface Outgoing {
  readonly id: Id
  readonly text: string
  readonly files: readonly OutgoingFile[]
  /** By this device's clock. */
  readonly at: number
  readonly stage: 'waiting' | 'sent' | 'refused'
}

export const isReady = ({ stage, files }: Outgoing): boolean => stage === 'waiting' && files.every((file) => file.stage === 'uploaded')

/** The file to upload now: one at a time, in the order of the messages. */
export function nextUpload(outgoing: readonly Outgoing[]): { readonly messageId: Id; readonly file: OutgoingFile } | null {
  const files = outgoing
    .filter(({ stage }) => stage === 'waiting')
    .flatMap((message) => message.files.map((file) => ({ messageId: message.id, file })))
  if (files.some(({ file }) => file.stage === 'uploading')) return null
  return files.find(({ file }) => file.stage === 'waiting') ?? null
}

export function withFile(outgoing: readonly Outgoing[], fileId: Id, fields: Partial<OutgoingFile>): readonly Outgoing[] {
  const change = (file: OutgoingFile) => (file.id === fileId ? { ...file, ...fields } : file)
  return outgoing.map((message) =>
    message.files.some(({ id }) => id === fileId) ? { ...message, files: message.files.map(change) } : message,
  )
}

export function sendFrame({ id, text, files }: Outgoing): FromVisitor {
  return { t: 'send', id, text, files: files.map((file) => ({ id: file.id, width: file.width, height: file.height })) }
}

export function attachmentsOf({ files }: Outgoing): Attachment[] {
  return files.map(({ id, name, mime, size, width, height }) => ({ id, name, mime, size, ...(width && height ? { width, height } : {}) }))
}

/** The message once the server has it. */
export function taken(message: Outgoing, answer: { readonly itemId: Id; readonly at: number }): Shown {
  const { id: key, text } = message
  return {
    id: answer.itemId,
    key,
    from: 'visitor',
    author: null,
    text,
    attachments: attachmentsOf(message),
    at: answer.at,
    state: 'delivered',
  }
}
