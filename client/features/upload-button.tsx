import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import { Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import type { FileState } from '../data/contract'
import { language, t } from '../i18n/i18n'
import { tellFailure } from './act'
import { useData } from './data-context'
import { fileSize } from './file-size'

/** Stops the upload of a file that is on its way, and lets it go on. Nothing when there is no upload to speak of. */
export function UploadButton(props: { attachment: Attachment; file: FileState; class?: string | undefined }) {
  const data = useData()
  const isPaused = () => props.file.upload() === 'paused'
  const isShown = () => isPaused() || props.file.upload() === 'uploading' || props.file.upload() === 'waiting'
  const label = () => (isPaused() ? t().dialog.upload.resume(props.attachment.name) : t().dialog.upload.pause(props.attachment.name))
  const toggle = () => void tellFailure(isPaused() ? data.resumeUpload(props.attachment.id) : data.pauseUpload(props.attachment.id))
  return (
    <Show when={isShown()}>
      <button type="button" class={props.class} aria-label={label()} title={label()} onClick={toggle}>
        <Show when={isPaused()} fallback={<Pause size={15} aria-hidden="true" />}>
          <Play size={15} aria-hidden="true" />
        </Show>
      </button>
    </Show>
  )
}

/** How far the file is on its way, or its size when there is nothing to say. */
export function uploadText(attachment: Attachment, file: FileState, isOnline: boolean): string {
  switch (file.upload()) {
    case 'paused':
      return t().dialog.upload.paused
    case 'refused':
      return t().dialog.upload.refused
    case 'uploading':
      return progressText(file, isOnline)
    default:
      return fileSize(attachment.size, language(), t().common.bytes)
  }
}

/** How far a file is that is on its way, or was when the network went. */
export function progressText(file: FileState, isOnline: boolean): string {
  const percent = Math.round((file.progress() ?? 0) * 100)
  return isOnline ? t().dialog.message.uploading(percent) : t().dialog.message.uploadWaits(percent)
}
