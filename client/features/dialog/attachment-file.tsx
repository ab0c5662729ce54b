import FileText from 'lucide-solid/icons/file-text'
import { Show } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { fileSize } from '../file-size'
import styles from './attachment-file.module.css'

interface FileProps {
  attachment: Attachment
}

export function PlainFile(props: FileProps) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  return (
    <a
      class={styles.file}
      href={file.url() ?? undefined}
      download={props.attachment.name}
      aria-label={t().dialog.message.download(props.attachment.name)}
      aria-disabled={file.url() === null}
    >
      <span class={styles.icon}>
        <FileText size={20} aria-hidden="true" />
      </span>
      <span class={styles.text}>
        <span class={styles.name}>{props.attachment.name}</span>
        <span class={styles.size}>
          {fileSize(props.attachment.size, language(), t().common.bytes)}
          <Show when={file.progress() !== null}> · {t().dialog.message.uploading(Math.round((file.progress() ?? 0) * 100))}</Show>
          <Show when={file.url() === null}> · {t().dialog.message.notHere}</Show>
        </span>
      </span>
    </a>
  )
}

export function AudioFile(props: FileProps) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  return (
    <Show when={file.url()} fallback={<PlainFile attachment={props.attachment} />}>
      {(url) => (
        // biome-ignore lint/a11y/useMediaCaption: what a customer sends has no captions.
        <audio class={styles.audio} controls preload="metadata" src={url()} aria-label={props.attachment.name} />
      )}
    </Show>
  )
}

export function VideoFile(props: FileProps) {
  const data = useData()
  const file = data.createFile(() => props.attachment)
  return (
    <Show when={file.url()} fallback={<PlainFile attachment={props.attachment} />}>
      {(url) => (
        // biome-ignore lint/a11y/useMediaCaption: what a customer sends has no captions.
        <video class={styles.video} controls preload="metadata" playsinline src={url()} aria-label={props.attachment.name} />
      )}
    </Show>
  )
}
