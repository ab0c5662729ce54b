import { createMemo, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'
import { reactionRow } from '#shared/domain/message-change'
import { t } from '../../i18n/i18n'
import { Rows } from '../../ui/rows'
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
  const reactions = createMemo(() => reactionRow(props.item).map((reaction) => ({ id: reaction.emoji, ...reaction })))
  const said = ({ emoji, by }: { emoji: string; by: readonly (Id | null)[] }) => t().chat.change.reactedBy(emoji, by.map(name).join(', '))
  return (
    <Show when={reactions().length > 0}>
      <ul class={styles.row} aria-label={t().chat.change.reactions}>
        <Rows of={reactions()}>
          {(reaction) => (
            <li>
              <button
                type="button"
                class={styles.chip}
                aria-label={said(reaction())}
                title={said(reaction())}
                aria-pressed={reaction().by.includes(me())}
                disabled={!props.onToggle}
                onClick={() => props.onToggle?.(reaction().emoji)}
              >
                <span aria-hidden="true">{reaction().emoji}</span>
                <Show when={reaction().by.length > 1}>
                  <span class={styles.count}>{reaction().by.length}</span>
                </Show>
              </button>
            </li>
          )}
        </Rows>
      </ul>
    </Show>
  )
}
