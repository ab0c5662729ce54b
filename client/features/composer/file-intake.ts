import { MAX_ATTACHMENTS } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import { type Data, FileRefused } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { addAttachments, attachmentsOf } from './attachments'

/** Takes files from the picker, a drop or the clipboard; says why one is refused and goes on with the rest. */
export async function takeFiles(data: Data, dialogId: Id, files: readonly File[]): Promise<void> {
  for (const file of files) {
    if (attachmentsOf(dialogId).length >= MAX_ATTACHMENTS) {
      showToast(t().dialog.composer.tooMany(MAX_ATTACHMENTS), { tone: 'danger' })
      return
    }
    try {
      addAttachments(dialogId, [await data.addFile(file)])
    } catch (error) {
      showToast(refusal(error, file.name), { tone: 'danger' })
    }
  }
}

function refusal(error: unknown, name: string): string {
  const words = t().dialog.composer
  if (!(error instanceof FileRefused)) return t().common.notStored
  return { 'too-large': words.tooLarge(name), empty: words.emptyFile(name), 'no-space': words.noSpace }[error.reason]
}
