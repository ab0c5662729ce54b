import { For } from 'solid-js'
import type { Order, OrderEvent } from '#shared/domain/order'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { moment } from '../dates'
import { operatorName } from '../people'
import { EarlierList } from '../text/earlier-list'
import { earlierWords } from '../text/shown-field'
import styles from './order-history.module.css'

/** What became of an order: who, what, when; the newest first. */
export function OrderHistory(props: { order: Order }) {
  const data = useData()
  const replaced = () => earlierWords(props.order.earlier, { comment: { name: t().orders.fields.comment, text: String } })
  const who = ({ by }: OrderEvent) => operatorName(data.operators(), by)
  return (
    <section class={styles.history} aria-label={t().orders.history.title}>
      <h2 class={styles.title}>{t().orders.history.title}</h2>
      <ol>
        <For each={[...props.order.history].reverse()}>
          {(event) => (
            <li>
              <span>{sentence(event, who(event))}</span> <time class={styles.time}>{moment(event.at, language())}</time>
            </li>
          )}
        </For>
      </ol>
      <EarlierList words={replaced()} />
    </section>
  )
}

function sentence(event: OrderEvent, who: string): string {
  const words = t().orders.history
  switch (event.type) {
    case 'created':
      return words.created(who)
    case 'status':
      return words.status(who, t().orders.statuses[event.to].toLowerCase())
    case 'edited':
      return words.edited(who, event.fields.map((field) => words.fields[field] ?? field).join(', '))
    case 'settled':
      return words[event.took](who, event.name)
  }
}
