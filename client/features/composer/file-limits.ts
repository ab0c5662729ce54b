/** What a channel says to files before they are sent. */
import { type AttachmentKind, attachmentKind, MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { CAPABILITIES, type Channel, mediaProblem } from '#shared/domain/channel'
import { language, t } from '../../i18n/i18n'
import { fileSize } from '../file-size'

export interface Facts {
  readonly name: string
  readonly mime: string
  readonly size: number
}

/**
 * Why the channel will not have a file, in words; null: it will.
 * @param names of all that it holds for.
 */
export function fileProblem(channel: Channel | undefined, file: Facts, names: readonly string[] = [file.name]): string | null {
  const can = channel && CAPABILITIES[channel.kind]
  if (!can?.attachments) return t().dialog.composer.noFiles
  const problem = mediaProblem(can, file)
  if (problem === null) return null
  if (problem.why === 'too-large') return t().chat.files.tooLarge(names, sizeText(problem.maxBytes))
  return t().chat.files.notTaken[attachmentKind(file.mime)](names)
}

/** How many files, and how large: of each kind, where that differs. */
export function fileLimits(channel: Channel | undefined): string {
  const media = channel ? CAPABILITIES[channel.kind].media : {}
  const kinds = KINDS.flatMap((kind) => {
    const limit = media[kind]
    return limit ? [{ kind, maxBytes: limit.maxBytes }] : []
  })
  const [first] = kinds
  const words = t().chat.files
  if (first && kinds.length === KINDS.length && kinds.every(({ maxBytes }) => maxBytes === first.maxBytes)) {
    return words.dropHint(MAX_ATTACHMENTS, sizeText(first.maxBytes))
  }
  return kinds.map(({ kind, maxBytes }) => words.upTo(words.kinds[kind], sizeText(maxBytes))).join(', ')
}

const KINDS: readonly AttachmentKind[] = ['image', 'video', 'audio', 'file']

const sizeText = (bytes: number): string => fileSize(bytes, language(), t().common.bytes)
