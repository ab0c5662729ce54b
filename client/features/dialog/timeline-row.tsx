import { Show, untrack } from 'solid-js'
import type { EventItem, Item, MessageItem, NoteItem } from '#shared/domain/item'
import type { DialogRow, TimelineEntry } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import type { ReplyTarget } from '../composer/reply-target'
import { dayLabel } from '../dates'
import { now } from '../now'
import type { BegunEdits } from './begun-edits'
import { EventLine } from './event-line'
import { continuesGroup, startsDay } from './grouping'
import { MessageBubble } from './message-bubble'
import { NoteCard } from './note-card'
import styles from './timeline-row.module.css'

export interface TimelineRowProps {
  entry: TimelineEntry
  before: Item | undefined
  row: DialogRow
  target: ReplyTarget
  edits: BegunEdits
  isFirstNew: boolean
  isFound: boolean
  find(id: string): Item | undefined
  onJump(id: string): void
}

/** One item, under the day and the «new» line where they begin. */
export function TimelineRow(props: TimelineRowProps) {
  const isDayBegun = () => startsDay(props.before, props.entry.item)
  return (
    <li class={styles.row} id={`item-${props.entry.id}`} data-found={props.isFound ? '' : undefined}>
      <Show when={isDayBegun() || props.isFirstNew}>
        <Show when={isDayBegun()}>
          <div class={styles.day}>
            <span>{dayLabel(props.entry.item.at, now(), language(), t().common)}</span>
          </div>
        </Show>
        <Show when={props.isFirstNew}>
          <div class={styles.new}>
            <span>{t().dialog.timeline.newMessages}</span>
          </div>
        </Show>
      </Show>
      <Content {...props} />
    </li>
  )
}

/** An item is of one kind for good, and is asked for it once. */
function Content(props: TimelineRowProps) {
  const { kind } = untrack(() => props.entry.item)
  switch (kind) {
    case 'message':
      return (
        <MessageBubble
          item={props.entry.item as MessageItem}
          isPending={props.entry.isPending}
          isContinued={continuesGroup(props.before, props.entry.item) && !props.isFirstNew}
          row={props.row}
          target={props.target}
          edits={props.edits}
          find={props.find}
          onJump={props.onJump}
        />
      )
    case 'note':
      return <NoteCard item={props.entry.item as NoteItem} isPending={props.entry.isPending} />
    case 'event':
      return <EventLine item={props.entry.item as EventItem} onJump={props.onJump} />
  }
}
