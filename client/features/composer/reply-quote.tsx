import Reply from 'lucide-solid/icons/reply'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { messageSummary } from '../dialog/message-summary'
import { customerName } from '../people'
import styles from './reply-quote.module.css'
import type { ReplyTarget } from './reply-target'

/** Which message is being answered. */
export function ReplyQuote(props: { row: DialogRow; target: ReplyTarget }) {
  return (
    <Show when={props.target.replyTo()}>
      {(message) => (
        <div class={styles.quote}>
          <Reply size={18} aria-hidden="true" />
          <p class={styles.text}>
            <strong>
              {message().direction === 'in' ? customerName(props.row) : t().dialog.message.replyTo}
              <Show when={props.target.way()}>
                {(way) => <> · {way() === 'public' ? t().chat.content.publicReply : t().chat.content.privateReply}</>}
              </Show>
            </strong>
            <span>{messageSummary(message())}</span>
          </p>
          <IconButton label={t().dialog.composer.cancelReply} icon={X} size={16} tip="none" onClick={() => props.target.setReplyTo(null)} />
        </div>
      )}
    </Show>
  )
}
