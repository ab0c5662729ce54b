import { useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import type { OutboxEntry } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { tellFailure } from '../act'
import { useData } from '../data-context'
import { listTime, moment } from '../dates'
import { now } from '../now'
import { customerName } from '../people'
import styles from './outbox-card.module.css'
import { takeBack } from './take-back'

/** One waiting or refused action, with what can be done about it. */
export function OutboxCard(props: { entry: OutboxEntry; onLeave(): void }) {
  const data = useData()
  const navigate = useNavigate()
  const dialog = data.createDialog(() => props.entry.dialogId ?? '')
  const isReply = () => props.entry.type === 'message.send'
  const openChat = () => {
    navigate(`/chats/${props.entry.dialogId}`)
    props.onLeave()
  }
  const edit = async () => {
    await takeBack(data, props.entry)
    openChat()
  }
  return (
    <li class={styles.card} data-state={props.entry.state}>
      <div class={styles.head}>
        <strong>{t().outbox.what[props.entry.type]}</strong>
        <time class={styles.since} title={moment(props.entry.createdAt, language())}>
          {t().outbox.since(listTime(props.entry.createdAt, now(), language(), t().common))}
        </time>
      </div>
      <Show when={dialog()}>
        {(row) => (
          <button type="button" class={styles.where} onClick={openChat} title={t().outbox.openChat}>
            {customerName(row().contact)}
          </button>
        )}
      </Show>
      <Show when={props.entry.summary}>
        <p class={styles.summary}>{props.entry.summary}</p>
      </Show>
      <Show when={props.entry.state === 'sent'}>
        <p class={styles.why}>{t().outbox.sent}</p>
      </Show>
      <Show when={props.entry.code}>{(code) => <p class={styles.why}>{t().outbox.why[code()]}</p>}</Show>
      <div class={styles.actions}>
        <Show when={props.entry.state === 'refused' && props.entry.code === 'stale' && isReply()}>
          <Button size="small" kind="primary" onClick={() => void tellFailure(data.sendAnyway(props.entry.id))}>
            {t().outbox.sendAnyway}
          </Button>
        </Show>
        <Show when={props.entry.state !== 'sent' && isReply()}>
          <Button size="small" onClick={() => void edit()}>
            {t().outbox.edit}
          </Button>
        </Show>
        <Show when={props.entry.state !== 'sent'}>
          <Button size="small" kind="quiet" onClick={() => void tellFailure(data.discard(props.entry.id))}>
            {t().outbox.discard}
          </Button>
        </Show>
      </div>
    </li>
  )
}
