import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { ChannelIcon } from '../channel-icon'
import { listTime } from '../dates'
import { createOpener } from '../inbox/create-opener'
import { now } from '../now'
import styles from './dialog-list.module.css'

/** Dialogs of one person, in whatever channel; a click goes on with one of them. */
export function DialogList(props: { dialogs: readonly DialogRow[] | undefined; current: Id | undefined }) {
  const opener = createOpener()
  return (
    <ul class={styles.list} aria-label={t().customer.tabs.dialogs}>
      <For each={props.dialogs} fallback={<Show when={props.dialogs}>{<li class={styles.none}>{t().customer.noDialogs}</li>}</Show>}>
        {(row) => (
          <li>
            <a
              class={styles.dialog}
              href={opener.href(row.id)}
              aria-current={row.id === props.current ? 'true' : undefined}
              title={t().customer.replyFrom(row.channel?.name ?? '')}
            >
              <ChannelIcon channel={row.channel} size={20} />
              <span class={styles.what}>
                <span class={styles.head}>
                  <strong>{row.channel?.name}</strong>
                  <time>{listTime(row.dialog.updatedAt, now(), language(), t().common)}</time>
                </span>
                <span class={styles.last}>{row.dialog.lastMessage?.text || t().dialog.states[row.dialog.state]}</span>
                <small class={styles.state}>
                  {row.id === props.current ? t().customer.openNow : t().dialog.states[row.dialog.state]}
                  {row.dialog.subject ? ` · ${row.dialog.subject}` : ''}
                </small>
              </span>
            </a>
          </li>
        )}
      </For>
    </ul>
  )
}
