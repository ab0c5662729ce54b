import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import type { EventItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import { ClockTime } from '../clock-time'
import { useData } from '../data-context'
import styles from './event-line.module.css'
import { eventWords } from './event-words'

/** A system message: centred, quiet, seen by operators only. */
export function EventLine(props: { item: EventItem; onJump(id: string): void }) {
  const data = useData()
  return (
    <p class={styles.line}>
      <span>{eventWords(props.item, data)}</span>
      <Show when={'itemId' in props.item.event && props.item.event.itemId}>
        {(id) => (
          <button type="button" class={styles.jump} onClick={() => props.onJump(id())}>
            {t().chat.change.toMessage}
          </button>
        )}
      </Show>
      <Show when={'orderId' in props.item.event && props.item.event.orderId}>
        {(id) => (
          <A class={styles.jump} href={`/orders/${id()}`}>
            {t().orders.open}
          </A>
        )}
      </Show>
      <ClockTime at={props.item.at} />
    </p>
  )
}
