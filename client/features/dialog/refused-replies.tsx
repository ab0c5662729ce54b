import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createMemo, For } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { OutboxEntry } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import { takeBack } from '../shell/take-back'
import styles from './refused-replies.module.css'

/** Replies that were held back because the thread had moved on: the operator reads and decides, here and now. */
export function RefusedReplies(props: { dialogId: Id }) {
  const data = useData()
  const refused = createMemo(() => data.outbox().filter((entry) => entry.dialogId === props.dialogId && entry.state === 'refused'))
  const isReply = (entry: OutboxEntry) => entry.type === 'message.send' || entry.type === 'message.schedule'
  return (
    <For each={refused()}>
      {(entry) => (
        <div class={styles.card} role="alert">
          <TriangleAlert class={styles.icon} size={18} aria-hidden="true" />
          <div class={styles.text}>
            <strong>{t().outbox.what[entry.type]}</strong>
            <p>{t().outbox.why[entry.code ?? 'invalid']}</p>
            <p class={styles.summary}>{entry.summary}</p>
            <div class={styles.actions}>
              {entry.type === 'message.send' && entry.code === 'stale' && (
                <Button size="small" kind="primary" onClick={() => void tellFailure(data.sendAnyway(entry.id))}>
                  {t().outbox.sendAnyway}
                </Button>
              )}
              {isReply(entry) && (
                <Button size="small" onClick={() => void tellFailure(takeBack(data, entry))}>
                  {t().outbox.edit}
                </Button>
              )}
              <Button size="small" kind="quiet" onClick={() => void tellFailure(data.discard(entry.id))}>
                {t().outbox.discard}
              </Button>
            </div>
          </div>
        </div>
      )}
    </For>
  )
}
