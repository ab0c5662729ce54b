import type { Attachment } from '#shared/domain/attachment'
import { useData } from '../data-context'
import { useOnline } from '../online'
import { UploadButton, uploadText } from '../upload-button'
import styles from './waiting-file.module.css'

/** A file that a waiting reply carries: how far it is, and whether it should go on. */
export function WaitingFile(props: { attachment: Attachment }) {
  const data = useData()
  const isOnline = useOnline()
  const file = data.createFile(() => props.attachment)
  return (
    <li class={styles.file}>
      <span class={styles.name}>{props.attachment.name}</span>
      <span class={styles.state}>{uploadText(props.attachment, file, isOnline())}</span>
      <UploadButton class={styles.button} attachment={props.attachment} file={file} />
    </li>
  )
}
