import Reply from 'lucide-solid/icons/reply'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { AnswerWay } from '#shared/domain/content'
import type { MessageItem } from '#shared/domain/item'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { messageSummary } from '../dialog/message-summary'
import { customerName } from '../people'
import styles from './reply-quote.module.css'

export interface ReplyQuoteProps {
  row: DialogRow
  message: MessageItem | null
  way: AnswerWay | null
  /** Absent: it stays. */
  onCancel?: () => void
}

/** Which message is being answered. */
export function ReplyQuote(props: ReplyQuoteProps) {
  return (
    <Show when={props.message}>
      {(message) => (
        <div class={styles.quote}>
          <Reply size={18} aria-hidden="true" />
          <p class={styles.text}>
            <strong>
              {message().direction === 'in' ? customerName(props.row) : t().dialog.message.replyTo}
              <Show when={props.way}>
                {(way) => <> · {way() === 'public' ? t().chat.content.publicReply : t().chat.content.privateReply}</>}
              </Show>
            </strong>
            <span>{messageSummary(message())}</span>
          </p>
          <Show when={props.onCancel}>
            {(cancel) => <IconButton label={t().dialog.composer.cancelReply} icon={X} size={16} tip="none" onClick={cancel()} />}
          </Show>
        </div>
      )}
    </Show>
  )
}
