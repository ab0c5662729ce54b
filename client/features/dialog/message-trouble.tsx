import { Match, Show, Switch } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import styles from './message-trouble.module.css'

export interface MessageTroubleProps {
  item: MessageItem
  onRetry(): void
  /** It has failed: other words, or none. */
  onEdit(): void
  onDiscard(): void
  /** It is not known whether it has left: it has. */
  onConfirm(): void
}

/** Under a message: that it, or a change of it, has not come to the customer, and what can be done about that. */
export function MessageTrouble(props: MessageTroubleProps) {
  return (
    <Show when={isStuck(props.item) || props.item.amendment}>
      <Trouble {...props} />
    </Show>
  )
}

const isStuck = ({ state }: MessageItem): boolean => state === 'failed' || state === 'unknown'

function Trouble(props: MessageTroubleProps) {
  const words = () => t().dialog.message
  return (
    <Switch>
      <Match when={isStuck(props.item) && !props.item.deleted}>
        <p class={styles.trouble} data-state={props.item.state}>
          {failureText(props.item)}{' '}
          <button type="button" class={styles.way} onClick={() => props.onRetry()}>
            {words().retry}
          </button>
          <Show
            when={props.item.state === 'failed'}
            fallback={
              <button type="button" class={styles.way} onClick={() => props.onConfirm()}>
                {words().confirm}
              </button>
            }
          >
            <Show when={!props.item.content}>
              <button type="button" class={styles.way} onClick={() => props.onEdit()}>
                {t().chat.change.edit}
              </button>
            </Show>
            <button type="button" class={styles.way} onClick={() => props.onDiscard()}>
              {t().chat.change.discard}
            </button>
          </Show>
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
