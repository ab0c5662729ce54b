import { t } from '../i18n/i18n'
import { showToast } from '../ui/toast'

/** Copies, and says so. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showToast(said)
  } catch {
    showToast(t().dialog.copyFailed, { tone: 'danger' })
  }
}
