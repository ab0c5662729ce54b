import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'
import { isEdited } from '#shared/domain/message-change'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { operatorName } from '../people'
import styles from './missed-messages.module.css'

/** What was written, changed or taken back while a reply waited: its author decides with it before their eyes. */
export function MissedMessages(props: { commandId: Id }) {
  const data = useData()
  const missed = data.createMissed(() => props.commandId)
  const gone = ({ deleted }: MessageItem) =>
    deleted?.by == null ? t().chat.change.goneByCustomer : t().chat.change.goneBy(operatorName(data.operators(), deleted.by))
  const author = (id: Id | null) => (id === null ? t().outbox.customer : (data.operators().get(id)?.name ?? t().common.formerOperator))
  return (
    <Show when={missed().length > 0}>
      <ul class={styles.missed} aria-label={t().outbox.missed}>
        <For each={missed()}>
          {(message) => (
            <li>
              <strong>{message.deleted ? gone(message) : author(message.direction === 'in' ? null : message.authorId)}:</strong>{' '}
              <span data-gone={message.deleted ? '' : undefined}>
                {message.text || message.attachments.map(({ name }) => name).join(', ')}
              </span>
              <Show when={!message.deleted && isEdited(message)}> ({t().chat.change.edited})</Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
