import type { Item } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import styles from './message-quote.module.css'
import { messageSummary } from './message-summary'

/** What the message answers; a click goes there. */
export function MessageQuote(props: { item: Item | undefined; onJump(): void }) {
  const text = () => (props.item?.kind === 'message' ? messageSummary(props.item) : t().dialog.message.gone)
  return (
    <button type="button" class={styles.quote} onClick={() => props.onJump()}>
      <span class="visually-hidden">{t().dialog.message.replyTo}: </span>
      {text()}
    </button>
  )
}
