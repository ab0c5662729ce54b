import { useNavigate } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { OutboxEntry } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import { listTime, moment } from '../dates'
import { now } from '../now'
import { customerName } from '../people'
import { MissedMessages } from './missed-messages'
import { OutboxActions } from './outbox-actions'
import styles from './outbox-card.module.css'
import { refusalText } from './refusal-text'
import { filesOf, takeBack } from './take-back'
import { WaitingFile } from './waiting-file'

/** One waiting or refused action, with what can be done about it. */
export function OutboxCard(props: { entry: OutboxEntry; onLeave(): void }) {
  const data = useData()
  const navigate = useNavigate()
  const dialog = data.createDialog(() => props.entry.dialogId ?? '')
  const canOpen = () => props.entry.dialogId === null || Boolean(dialog())
  const files = () => filesOf(props.entry)
  const openChat = () => {
    navigate(`/chats/${props.entry.dialogId}`)
    props.onLeave()
  }
  const edit = async () => {
    if (await tellFailure(takeBack(data, props.entry))) openChat()
  }
  return (
    <li class={styles.card} data-state={props.entry.state}>
      <div class={styles.head}>
        <strong>{t().outbox.what[props.entry.type] ?? t().outbox.unknown}</strong>
        <time class={styles.since} title={moment(props.entry.createdAt, language())}>
          {t().outbox.since(listTime(props.entry.createdAt, now(), language(), t().common))}
        </time>
      </div>
      <Show when={dialog()}>
        {(row) => (
          <button type="button" class={styles.where} onClick={openChat} title={t().outbox.openChat}>
            {customerName(row())}
          </button>
        )}
      </Show>
      <Show when={props.entry.summary}>
        <p class={styles.summary}>{props.entry.summary}</p>
      </Show>
      <Show when={files().length > 0}>
        <ul>
          <For each={files()}>{(attachment) => <WaitingFile attachment={attachment} />}</For>
        </ul>
      </Show>
      <Show when={props.entry.state === 'waiting' && data.connection().phase !== 'live'}>
        <p class={styles.why}>{t().outbox.waitsForNetwork}</p>
      </Show>
      <Show when={props.entry.state === 'sent'}>
        <p class={styles.why}>{t().outbox.sent}</p>
      </Show>
      <Show when={props.entry.code}>
        <p class={styles.why}>{refusalText(props.entry, t().outbox)}</p>
      </Show>
      <Show when={props.entry.state === 'refused'}>
        <MissedMessages commandId={props.entry.id} />
      </Show>
      <div class={styles.actions}>
        <OutboxActions entry={props.entry} canOpen={canOpen()} onEdit={() => void edit()} />
      </div>
    </li>
  )
}
