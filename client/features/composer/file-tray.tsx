import FileText from 'lucide-solid/icons/file-text'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { type Attachment, attachmentKind } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { UploadButton, uploadText } from '../upload-button'
import styles from './file-tray.module.css'
import type { Tray } from './tray'

/** The files of the message being written. */
export function FileTray(props: { tray: Tray }) {
  return (
    <Show when={props.tray.files().length > 0}>
      <ul class={styles.tray} aria-label={t().dialog.composer.files}>
        <For each={props.tray.files()}>{(attachment) => <FileChip tray={props.tray} attachment={attachment} />}</For>
      </ul>
    </Show>
  )
}

function FileChip(props: { tray: Tray; attachment: Attachment }) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  const isPicture = () => attachmentKind(props.attachment.mime) === 'image' && file.url() !== null
  return (
    <li class={styles.chip}>
      <Show
        when={isPicture()}
        fallback={
          <span class={styles.icon}>
            <FileText size={18} aria-hidden="true" />
          </span>
        }
      >
        <img class={styles.picture} src={file.url() ?? ''} alt="" />
      </Show>
      <span class={styles.text}>
        <span class={styles.name}>{props.attachment.name}</span>
        <span class={styles.size}>{uploadText(props.attachment, file)}</span>
      </span>
      <UploadButton class={styles.remove} attachment={props.attachment} file={file} />
      <button
        type="button"
        class={styles.remove}
        aria-label={t().dialog.composer.removeFile(props.attachment.name)}
        onClick={() => props.tray.remove(props.attachment.id)}
      >
        <X size={15} aria-hidden="true" />
      </button>
    </li>
  )
}
