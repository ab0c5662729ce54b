import X from 'lucide-solid/icons/x'
import { createSignal, Show } from 'solid-js'
import { type Attachment, attachmentKind } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { DocumentSign } from '../dialog/document-sign'
import { useOnline } from '../online'
import { UploadButton, uploadText } from '../upload-button'
import styles from './file-chip.module.css'

export interface FileChipProps {
  attachment: Attachment
  /** Why it cannot be sent where the message goes. */
  problem: string | null
  place: number
  count: number
  isCarried: boolean
  onPointerDown(event: PointerEvent): void
  onKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void
  onRemove(): void
}

/** A file of the message being written. Among several its picture is what it is taken by. */
export function FileChip(props: FileChipProps) {
  const data = useData()
  const isOnline = useOnline()
  const file = data.createFile(() => props.attachment)
  const [isShown, setShown] = createSignal(true)
  const words = () => t().dialog.composer
  const isMovable = () => props.count > 1
  const take = (event: PointerEvent) => {
    const isElsewhere = event.target instanceof Element && event.target.closest('button:not([data-handle])')
    if (isMovable() && !isElsewhere) props.onPointerDown(event)
  }
  const sign = () => (
    <Show
      when={isShown() && attachmentKind(props.attachment.mime) === 'image' && file.url()}
      fallback={<DocumentSign file={props.attachment} />}
    >
      {(url) => <img class={styles.picture} src={url()} alt="" draggable={false} onError={() => setShown(false)} />}
    </Show>
  )
  return (
    <li
      class={styles.chip}
      data-refused={props.problem === null ? undefined : ''}
      data-movable={isMovable() ? '' : undefined}
      data-carried={props.isCarried ? '' : undefined}
      aria-label={props.attachment.name}
      title={props.problem ?? (isMovable() ? words().dragFile : undefined)}
      onPointerDown={take}
    >
      <Show when={isMovable()} fallback={sign()}>
        <button
          type="button"
          class={styles.handle}
          data-handle=""
          aria-label={words().filePlace(props.attachment.name, props.place, props.count)}
          aria-description={words().moveFile}
          onKeyDown={(event) => props.onKey(event)}
        >
          {sign()}
        </button>
      </Show>
      <span class={styles.text}>
        <span class={styles.name}>{props.attachment.name}</span>
        <span class={styles.size}>{props.problem ?? uploadText(props.attachment, file, isOnline())}</span>
      </span>
      <UploadButton class={styles.button} attachment={props.attachment} file={file} />
      <button type="button" class={styles.button} aria-label={words().removeFile(props.attachment.name)} onClick={() => props.onRemove()}>
        <X size={15} aria-hidden="true" />
      </button>
    </li>
  )
}
