import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogFile } from '../../data/contract-customers'
import { language, t } from '../../i18n/i18n'
import { fullDate } from '../dates'
import { PlainFile } from '../dialog/attachment-file'
import { createOpener } from '../inbox/create-opener'
import styles from './dialog-list.module.css'

/** Files of a conversation, newest first, each with the way to its message. */
export function FileList(props: { dialogId: Id; files: readonly DialogFile[] | undefined }) {
  const opener = createOpener()
  return (
    <ul class={styles.list} aria-label={t().customer.tabs.files}>
      <For each={props.files} fallback={<Show when={props.files}>{<li class={styles.none}>{t().customer.noFiles}</li>}</Show>}>
        {({ attachment, itemId, dseq, at }) => (
          <li>
            <PlainFile attachment={attachment} />
            <a class={styles.state} href={opener.href(props.dialogId, { itemId, dseq })}>
              {t().customer.showInChat(fullDate(at, language()))}
            </a>
          </li>
        )}
      </For>
    </ul>
  )
}
