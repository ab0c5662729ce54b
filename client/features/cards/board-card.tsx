import { Show } from 'solid-js'
import type { Card } from '#shared/domain/card'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { useData } from '../data-context'
import { moment } from '../dates'
import { now } from '../now'
import { operatorName } from '../people'
import { ageText } from './age'
import styles from './board-card.module.css'
import { sumText } from './sums'

export interface BoardCardProps {
  card: Card
  customer: string
  top: number
  height: number
  place: number
  total: number
  isActive: boolean
  isCarried: boolean
  onOpen(): void
  onPointerDown(event: PointerEvent & { currentTarget: HTMLElement }): void
}

export function BoardCard(props: BoardCardProps) {
  const data = useData()
  const age = () => ageText(props.card.stageSince, now(), language()) ?? t().cards.pane.justNow
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the column, where the focus is.
    <div
      class={styles.card}
      id={`card-${props.card.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={props.isActive}
      aria-posinset={props.place}
      aria-setsize={props.total}
      data-active={props.isActive ? '' : undefined}
      data-carried={props.isCarried ? '' : undefined}
      style={{ transform: `translateY(${props.top}px)`, height: `${props.height}px` }}
      onClick={props.onOpen}
      onPointerDown={props.onPointerDown}
    >
      <span class={styles.title}>{props.card.title}</span>
      <span class={styles.customer}>{props.customer}</span>
      <span class={styles.facts}>
        <span class={styles.sum}>{sumText([props.card], language())}</span>
        <time class={styles.age} title={moment(props.card.stageSince, language())}>
          {age()}
        </time>
        <Show when={props.card.managerId}>
          {(id) => <Avatar id={id()} name={operatorName(data.operators(), id())} size={22} title={operatorName(data.operators(), id())} />}
        </Show>
      </span>
    </div>
  )
}
