import type { Accessor } from 'solid-js'
import { type Id, newId } from '#shared/domain/id'
import { type DialogRow, FileRefused } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { seenBy } from '../composer/reply-facts'
import { useData } from '../data-context'
import type { Recording } from './recorder'

/** Sends a recording; without a network it waits with its message. @returns whether both are on the device. */
export function createVoiceSender(row: Accessor<DialogRow>): (recording: Recording) => Promise<boolean> {
  const data = useData()
  return async ({ file, ms, wave }) => {
    try {
      const attachment = await data.addFile(file)
      await data.act('message.send', {
        dialogId: row().id,
        itemId: newId(),
        text: '',
        attachments: [{ ...attachment, voice: { ms, wave } }],
        replyTo: null,
        ...seenBy(data, row()),
      })
      return true
    } catch (error) {
      tellWhy(error)
      return false
    }
  }
}

/** Puts a recording that was left behind into the draft of its chat. */
export function createVoiceKeeper(dialogId: Id): (recording: Recording | Promise<Recording | null>) => Promise<void> {
  const data = useData()
  return async (recording) => {
    const made = await recording
    if (!made) return
    try {
      const attachment = await data.addFile(made.file)
      await data.attachToDraft(dialogId, [{ ...attachment, voice: { ms: made.ms, wave: made.wave } }])
      showToast(t().chat.voice.kept)
    } catch (error) {
      tellWhy(error)
    }
  }
}

function tellWhy(error: unknown): void {
  console.error(error)
  const isFull = error instanceof FileRefused && error.reason === 'no-space'
  showToast(isFull ? t().dialog.composer.noSpace : t().common.notStored, { tone: 'danger' })
}
