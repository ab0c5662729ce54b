import FileX from 'lucide-solid/icons/file-x'
import type { Attachment } from '#shared/domain/attachment'
import { t } from '../../i18n/i18n'
import styles from './unshown-file.module.css'

/** Stands in the box of a picture or a film that cannot be shown: what it is, why, and the way to have it all the same. */
export function UnshownFile(props: { attachment: Attachment; url: string | null; why: string }) {
  return (
    <a
      class={styles.file}
      href={props.url ?? undefined}
      download={props.attachment.name}
      title={props.attachment.name}
      aria-label={`${t().dialog.message.download(props.attachment.name)}. ${props.why}`}
    >
      <FileX size={22} aria-hidden="true" />
      <span class={styles.name}>{props.attachment.name}</span>
      <span class={styles.why}>{props.why}</span>
    </a>
  )
}
