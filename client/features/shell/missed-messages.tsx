import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './missed-messages.module.css'

/** What was written while a reply waited: its author decides with it before their eyes. */
export function MissedMessages(props: { commandId: Id }) {
  const data = useData()
  const missed = data.createMissed(() => props.commandId)
  const author = (id: Id | null) => (id === null ? t().outbox.customer : (data.operators().get(id)?.name ?? t().common.formerOperator))
  return (
    <Show when={missed().length > 0}>
      <ul class={styles.missed} aria-label={t().outbox.missed}>
        <For each={missed()}>
          {(message) => (
            <li>
              <strong>{author(message.direction === 'in' ? null : message.authorId)}:</strong>{' '}
              {message.text || message.attachments.map(({ name }) => name).join(', ')}
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
