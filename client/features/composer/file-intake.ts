import { MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { FileRefused } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import type { Facts } from './file-limits'
import type { Tray } from './tray'

/** Why files are refused, in words that name them all. */
type Reason = (names: readonly string[]) => string

/**
 * Takes files from the picker, a drop or the clipboard, and goes on where one is refused; says at the end which were, and why.
 * @param problemOf why one, named with others, cannot be sent where the message goes; null: it can.
 */
export async function takeFiles(
  tray: Tray,
  files: readonly File[],
  problemOf: (file: Facts, names: readonly string[]) => string | null = () => null,
): Promise<void> {
  const refused: { readonly name: string; readonly reason: Reason }[] = []
  // Counted here: what was just added may show a moment later.
  let room = MAX_ATTACHMENTS - tray.files().length
  for (const file of files) {
    const { name } = file
    const facts = { name, mime: file.type, size: file.size }
    if (problemOf(facts, [name]) !== null) {
      refused.push({ name, reason: (names) => problemOf(facts, names) ?? '' })
      continue
    }
    if (room <= 0) {
      refused.push({ name, reason: tooMany })
      continue
    }
    try {
      await tray.add(file)
      room -= 1
    } catch (error) {
      refused.push({ name, reason: reasonOf(error) })
    }
  }
  const said = sentences(refused)
  if (said.length > 0) showToast(said.join('\n'), { tone: 'danger' })
}

/** One for each reason: those that say the same of nobody are one. */
function sentences(refused: readonly { readonly name: string; readonly reason: Reason }[]): readonly string[] {
  const byReason = new Map(refused.map(({ reason }) => [reason([]), reason]))
  return [...byReason].map(([key, say]) => say(refused.filter(({ reason }) => reason([]) === key).map(({ name }) => name)))
}

const tooMany: Reason = (names) => {
  const words = t().dialog.composer
  return `${words.tooMany(MAX_ATTACHMENTS)}: ${words.leftOut(names)}`
}

function reasonOf(error: unknown): Reason {
  const words = t().dialog.composer
  if (!(error instanceof FileRefused)) return () => t().common.notStored
  return {
    'too-large': words.tooLarge,
    empty: words.emptyFile,
    unreadable: words.unreadableFile,
    'no-space': () => words.noSpace,
  }[error.reason]
}
