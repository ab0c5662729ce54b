import { MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { FileRefused } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import type { Facts } from './file-limits'
import type { Tray } from './tray'

/**
 * Takes files from the picker, a drop or the clipboard; says why one is refused and goes on with the rest.
 * @param problemOf why one cannot be sent where the message goes; null: it can.
 */
export async function takeFiles(tray: Tray, files: readonly File[], problemOf: (file: Facts) => string | null = () => null): Promise<void> {
  // Counted here: what was just added may show a moment later.
  let room = MAX_ATTACHMENTS - tray.files().length
  for (const file of files) {
    if (room <= 0) {
      showToast(t().dialog.composer.tooMany(MAX_ATTACHMENTS), { tone: 'danger' })
      return
    }
    const problem = problemOf({ name: file.name, mime: file.type, size: file.size })
    if (problem !== null) {
      showToast(problem, { tone: 'danger' })
      continue
    }
    try {
      await tray.add(file)
      room -= 1
    } catch (error) {
      showToast(refusal(error, file.name), { tone: 'danger' })
    }
  }
}

function refusal(error: unknown, name: string): string {
  const words = t().dialog.composer
  if (!(error instanceof FileRefused)) return t().common.notStored
  return {
    'too-large': words.tooLarge(name),
    empty: words.emptyFile(name),
    unreadable: words.unreadableFile(name),
    'no-space': words.noSpace,
  }[error.reason]
}
