import FileText from 'lucide-solid/icons/file-text'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { type Attachment, attachmentKind } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { UploadButton, uploadText } from '../upload-button'
import styles from './file-tray.module.css'
import type { Tray } from './tray'

export interface FileTrayProps {
  tray: Tray
  /** Why one cannot be sent where the message goes; null: it can. */
  problemOf?: (file: Attachment) => string | null
}

/** The files of the message being written. */
export function FileTray(props: FileTrayProps) {
  return (
    <Show when={props.tray.files().length > 0}>
      <ul class={styles.tray} aria-label={t().dialog.composer.files}>
        <For each={props.tray.files()}>
          {(attachment) => <FileChip tray={props.tray} attachment={attachment} problem={props.problemOf?.(attachment) ?? null} />}
        </For>
      </ul>
    </Show>
  )
}

function FileChip(props: { tray: Tray; attachment: Attachment; problem: string | null }) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  const isPicture = () => attachmentKind(props.attachment.mime) === 'image' && file.url() !== null
  return (
    <li class={styles.chip} data-refused={props.problem === null ? undefined : ''} title={props.problem ?? undefined}>
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
        <span class={styles.size}>{props.problem ?? uploadText(props.attachment, file)}</span>
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
