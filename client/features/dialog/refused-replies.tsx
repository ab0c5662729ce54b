import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createMemo, For } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import { MissedMessages } from '../shell/missed-messages'
import { OutboxActions } from '../shell/outbox-actions'
import { refusalText } from '../shell/refusal-text'
import { takeBack } from '../shell/take-back'
import styles from './refused-replies.module.css'

/** Replies that were held back because the thread had moved on: the operator reads and decides, here and now. */
export function RefusedReplies(props: { dialogId: Id }) {
  const data = useData()
  const refused = createMemo(() => data.outbox().filter((entry) => entry.dialogId === props.dialogId && entry.state === 'refused'))
  return (
    <For each={refused()}>
      {(entry) => (
        <div class={styles.card} role="alert">
          <TriangleAlert class={styles.icon} size={18} aria-hidden="true" />
          <div class={styles.text}>
            <strong>{t().outbox.what[entry.type] ?? t().outbox.unknown}</strong>
            <p>{refusalText(entry, t().outbox)}</p>
            <p class={styles.summary}>{entry.summary}</p>
            <MissedMessages commandId={entry.id} />
            <div class={styles.actions}>
              <OutboxActions entry={entry} canOpen={true} onEdit={() => void tellFailure(takeBack(data, entry))} />
            </div>
          </div>
        </div>
      )}
    </For>
  )
}
