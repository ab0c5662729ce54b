import { Match, Switch } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import styles from './message-trouble.module.css'

/** Under a message: that it, or a change of it, has not come to the customer. */
export function MessageTrouble(props: { item: MessageItem; onRetry(): void }) {
  const isStuck = () => props.item.state === 'failed' || props.item.state === 'unknown'
  return (
    <Switch>
      <Match when={isStuck() && !props.item.deleted}>
        <p class={styles.trouble} data-state={props.item.state}>
          {failureText(props.item)}{' '}
          <button type="button" class={styles.retry} onClick={() => props.onRetry()}>
            {t().dialog.message.retry}
          </button>
        </p>
      </Match>
      <Match when={props.item.amendment?.state === 'failed'}>
        <p class={styles.trouble}>{t().chat.change.failed(reasonText(props.item.amendment?.error ?? ''))}</p>
      </Match>
      <Match when={props.item.amendment?.state === 'queued'}>
        <p class={styles.trouble} data-state="queued">
          {t().chat.change.amending}
        </p>
      </Match>
    </Switch>
  )
}

function failureText({ state, error }: MessageItem): string {
  const words = t().dialog.message
  if (state === 'unknown') return words.unknownHint
  return error ? words.failedBecause(reasonText(error)) : words.failed
}

/** Codes that we have words for; what a channel has said itself stands as it is. */
function reasonText(error: string): string {
  const known: Readonly<Record<string, string>> = t().channels.reasons
  return known[error] ?? error
}
