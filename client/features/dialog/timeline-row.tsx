import { Match, Show, Switch } from 'solid-js'
import type { Item } from '#shared/domain/item'
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
  const item = () => props.entry.item
  const kind = <K extends Item['kind']>(wanted: K) => {
    const value = item()
    return value.kind === wanted ? (value as Extract<Item, { kind: K }>) : false
  }
  return (
    <li class={styles.row} id={`item-${props.entry.id}`} data-found={props.isFound ? '' : undefined}>
      <Show when={startsDay(props.before, item())}>
        <div class={styles.day}>
          <span>{dayLabel(item().at, now(), language(), t().common)}</span>
        </div>
      </Show>
      <Show when={props.isFirstNew}>
        <div class={styles.new}>
          <span>{t().dialog.timeline.newMessages}</span>
        </div>
      </Show>
      <Switch>
        <Match when={kind('message')}>
          {(message) => (
            <MessageBubble
              item={message()}
              isPending={props.entry.isPending}
              isContinued={continuesGroup(props.before, item()) && !props.isFirstNew}
              row={props.row}
              target={props.target}
              edits={props.edits}
              find={props.find}
              onJump={props.onJump}
            />
          )}
        </Match>
        <Match when={kind('note')}>{(note) => <NoteCard item={note()} isPending={props.entry.isPending} />}</Match>
        <Match when={kind('event')}>{(event) => <EventLine item={event()} onJump={props.onJump} />}</Match>
      </Switch>
    </li>
  )
}
