import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import type { Item } from '#shared/domain/item'
import type { DialogRow, TimelineEntry } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { ChannelIcon } from '../channel-icon'
import { useData } from '../data-context'
import { clockTime, dayLabel, moment } from '../dates'
import { AttachmentList } from '../dialog/attachment-list'
import { eventWords } from '../dialog/event-words'
import { startsDay } from '../dialog/grouping'
import { messageSummary } from '../dialog/message-summary'
import { createOpener } from '../inbox/create-opener'
import { now } from '../now'
import { customerName, operatorName } from '../people'
import styles from './person-history-row.module.css'

interface PersonHistoryRowProps {
  entry: TimelineEntry
  before: Item | undefined
  /** The conversation it stands in; absent while its row is being read. */
  row: DialogRow | undefined
  onOpen(): void
}

/** One item among those of every channel: its time leads to its place in the dialog. */
export function PersonHistoryRow(props: PersonHistoryRowProps) {
  const data = useData()
  const opener = createOpener()
  const item = () => props.entry.item
  const kind = <K extends Item['kind']>(wanted: K) => {
    const value = item()
    return value.kind === wanted ? (value as Extract<Item, { kind: K }>) : false
  }
  const isElsewhere = () => props.before?.dialogId !== item().dialogId || startsDay(props.before, item())
  const who = () => {
    const value = item()
    if (value.kind === 'event') return ''
    return value.authorId === null ? customerName(props.row) : operatorName(data.operators(), value.authorId)
  }
  const Time = () => (
    <A
      class={styles.time}
      href={opener.href(item().dialogId, { itemId: item().id, dseq: item().dseq })}
      title={t().customer.showInChat(moment(item().at, language()))}
      onClick={props.onOpen}
    >
      <time>{clockTime(item().at, language())}</time>
    </A>
  )
  return (
    <li class={styles.row}>
      <Show when={startsDay(props.before, item())}>
        <p class={styles.day}>{dayLabel(item().at, now(), language(), t().common)}</p>
      </Show>
      <Show when={isElsewhere()}>
        <p class={styles.channel}>
          <ChannelIcon channel={props.row?.channel} size={15} />
          {props.row?.channel?.name}
        </p>
      </Show>
      <Switch>
        <Match when={kind('message')}>
          {(message) => (
            <div class={styles.said} data-direction={message().direction} data-pending={props.entry.isPending ? '' : undefined}>
              <span class={styles.who}>{who()}</span>
              <Show when={message().attachments.length > 0 && !message().deleted}>
                <AttachmentList attachments={message().attachments} caption={message().text} />
              </Show>
              <Show when={message().text || message().attachments.length === 0 || message().deleted}>
                <p class={styles.text}>{messageSummary(message())}</p>
              </Show>
              <Time />
            </div>
          )}
        </Match>
        <Match when={kind('note')}>
          {(note) => (
            <Show when={!note().deleted}>
              <div class={styles.said} data-direction="note">
                <span class={styles.who}>
                  {t().dialog.note.title} · {who()}
                </span>
                <p class={styles.text}>{note().text}</p>
                <Time />
              </div>
            </Show>
          )}
        </Match>
        <Match when={kind('event')}>
          {(event) => (
            <p class={styles.event}>
              {eventWords(event(), data)} <Time />
            </p>
          )}
        </Match>
      </Switch>
    </li>
  )
}
