import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import type { CardPlace } from '#shared/domain/card-place'
import type { EventItem } from '#shared/domain/item'
import type { OrderStatus } from '#shared/domain/order-status'
import { language, t } from '../../i18n/i18n'
import { stageName } from '../cards/stages'
import { useData } from '../data-context'
import { clockTime, moment, timeAhead } from '../dates'
import { operatorName } from '../people'
import styles from './event-line.module.css'
import { eventSentence } from './event-sentence'

/** A system message: centred, quiet, seen by operators only. */
export function EventLine(props: { item: EventItem; onJump(id: string): void }) {
  const data = useData()
  const names = () => ({
    actorId: props.item.actorId,
    name: (id: string) => operatorName(data.operators(), id),
    time: (at: number) => timeAhead(at, props.item.at, language()),
    status: (status: OrderStatus) => t().orders.statuses[status].toLowerCase(),
    stage: (place: CardPlace) => stageName(data.pipelines(), place),
  })
  return (
    <p class={styles.line}>
      <span>{eventSentence(props.item.event, names(), t().dialog.events)}</span>
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
      <time title={moment(props.item.at, language())}>{clockTime(props.item.at, language())}</time>
    </p>
  )
}
