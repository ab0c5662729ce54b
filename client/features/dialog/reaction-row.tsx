import { For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'
import { reactionRow } from '#shared/domain/message-change'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { operatorName } from '../people'
import styles from './reaction-row.module.css'

export interface ReactionRowProps {
  item: MessageItem
  /** Null where the channel takes no reactions: then they are only shown. */
  onToggle: ((emoji: string) => void) | null
}

/** Who put what under a message; one's own is marked, and taken back by a click. */
export function ReactionRow(props: ReactionRowProps) {
  const data = useData()
  const me = () => data.me().operatorId
  const name = (by: Id | null) => (by === null ? t().chat.change.customer : operatorName(data.operators(), by))
  const said = (emoji: string, by: readonly (Id | null)[]) => t().chat.change.reactedBy(emoji, by.map(name).join(', '))
  return (
    <Show when={reactionRow(props.item).length > 0}>
      <ul class={styles.row} aria-label={t().chat.change.reactions}>
        <For each={reactionRow(props.item)}>
          {({ emoji, by }) => (
            <li>
              <button
                type="button"
                class={styles.chip}
                aria-label={said(emoji, by)}
                title={said(emoji, by)}
                aria-pressed={by.includes(me())}
                disabled={!props.onToggle}
                onClick={() => props.onToggle?.(emoji)}
              >
                <span aria-hidden="true">{emoji}</span>
                <Show when={by.length > 1}>
                  <span class={styles.count}>{by.length}</span>
                </Show>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
