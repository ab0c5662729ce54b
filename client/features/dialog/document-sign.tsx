import FileArchive from 'lucide-solid/icons/file-archive'
import FileImage from 'lucide-solid/icons/file-image'
import FileMusic from 'lucide-solid/icons/file-music'
import FilePlay from 'lucide-solid/icons/file-play'
import FileSpreadsheet from 'lucide-solid/icons/file-spreadsheet'
import FileText from 'lucide-solid/icons/file-text'
import { Dynamic } from 'solid-js/web'
import type { Icon } from '../../ui/icon-button'
import { type DocumentKind, documentKind } from './document-kind'
import styles from './document-sign.module.css'

const ICONS = {
  pdf: FileText,
  text: FileText,
  sheet: FileSpreadsheet,
  slides: FileImage,
  archive: FileArchive,
  picture: FileImage,
  sound: FileMusic,
  video: FilePlay,
  other: FileText,
} satisfies Record<DocumentKind, Icon>

/** What kind of file it is, at a glance. */
export function DocumentSign(props: { file: { readonly name: string; readonly mime: string } }) {
  const kind = () => documentKind(props.file)
  return (
    <span class={styles.sign} data-kind={kind()}>
      <Dynamic component={ICONS[kind()]} size={20} aria-hidden="true" />
    </span>
  )
}
