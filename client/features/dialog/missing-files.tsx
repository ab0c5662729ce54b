import { For } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import styles from './missing-files.module.css'

/** Files that the customer has sent and that are not here, with why. */
export function MissingFiles(props: { item: MessageItem }) {
  return (
    <For each={props.item.missing ?? []}>
      {(file) => (
        <p class={styles.missing} data-why={file.why}>
          {t().channels.missing[file.why](file.name)}
        </p>
      )}
    </For>
  )
}
