import AlarmClock from 'lucide-solid/icons/alarm-clock'
import Check from 'lucide-solid/icons/check'
import CircleAlert from 'lucide-solid/icons/circle-alert'
import Clock3 from 'lucide-solid/icons/clock-3'
import { Show } from 'solid-js'
import type { DialogPresence, DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { Glyph } from '../../ui/glyph'
import { ChannelIcon } from '../channel-icon'
import { listTime, moment, timeAhead } from '../dates'
import { now } from '../now'
import { customerName } from '../people'
import styles from './dialog-option.module.css'
import { DialogPreview } from './dialog-preview'
import rowStyles from './list-row.module.css'
import { MentionMark } from './mention-mark'
import { RowPresence } from './row-presence'

export interface DialogOptionProps {
  row: DialogRow
  presence: DialogPresence
  top: number
  height: number
  place: number
  total: number
  /** Two lists may hold it, of which one is on the screen. */
  isInSight: boolean
  isSelected: boolean
  isActive: boolean
  /** Chats are being ticked. */
  isPicking: boolean
  isPicked: boolean
  /** It is about to be opened, perhaps. */
  onPress(): void
  onOpen(event: MouseEvent): void
  onPick(event: MouseEvent): void
}

/** A row of the list: who, where, what last, when, whose, and how much is unanswered. */
export function DialogOption(props: DialogOptionProps) {
  const at = () => props.row.dialog.lastMessage?.at ?? props.row.dialog.updatedAt
  const trouble = () => {
    if (props.row.refused > 0) return t().inbox.refused
    return props.row.dialog.failed > 0 ? t().inbox.failed(props.row.dialog.failed) : null
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox, where the focus is.
    <div
      class={`${rowStyles.row} ${styles.option}`}
      id={props.isInSight ? `dialog-${props.row.id}` : undefined}
      role="option"
      tabIndex={-1}
      aria-selected={props.isSelected}
      aria-checked={props.isPicking ? props.isPicked : undefined}
      aria-posinset={props.place}
      aria-setsize={props.total}
      data-active={props.isActive ? '' : undefined}
      style={{ top: `${props.top}px`, height: `${props.height}px` }}
      data-picking={props.isPicking ? '' : undefined}
      data-picked={props.isPicked ? '' : undefined}
      onPointerDown={props.onPress}
      onClick={(event) => (isTouch(event) && props.isPicking ? props.onPick(event) : props.onOpen(event))}
      onContextMenu={(event) => {
        if (!isTouch(event)) return
        event.preventDefault()
        props.onPick(event)
      }}
      onAuxClick={(event) => {
        if (event.button === 1) props.onOpen(event)
      }}
    >
      {/* For the pointer only: with the keyboard it is the space bar on the row. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: an option may hold no control; see above. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
      <span
        class={styles.photo}
        onClick={(event) => {
          // A finger cannot hover, so it would tick a chat that it means to open; it presses long instead.
          if (isTouch(event) && !props.isPicking) return
          event.stopPropagation()
          props.onPick(event)
        }}
        title={t().inbox.bulk.pick}
      >
        <span class={styles.tick} aria-hidden="true">
          <Glyph icon={Check} size={12} stroke={3.5} />
        </span>
        <Avatar id={props.row.id} name={customerName(props.row)} size={44} />
        <span class={styles.channelMark}>
          <ChannelIcon channel={props.row.channel} size={18} />
        </span>
      </span>
      <span class={styles.top}>
        <span class={rowStyles.name}>{customerName(props.row)}</span>
        <RowPresence presence={props.presence} />
        <MentionMark row={props.row} />
        <Show when={trouble()}>{(what) => <CircleAlert class={styles.refused} size={15} role="img" aria-label={what()} />}</Show>
        <Show when={props.row.dialog.snoozedUntil}>
          {(until) => (
            <AlarmClock
              class={styles.waiting}
              size={14}
              role="img"
              aria-label={t().dialog.snooze.until(timeAhead(until(), now(), language()))}
            />
          )}
        </Show>
        <Show when={props.row.waiting > 0}>
          <Clock3 class={styles.waiting} size={14} role="img" aria-label={t().inbox.unsent} />
        </Show>
        <time
          class={`${rowStyles.time} ${styles.time}`}
          onPointerEnter={(event) => {
            event.currentTarget.title = moment(at(), language())
          }}
        >
          {listTime(at(), now(), language(), t().common)}
        </time>
      </span>
      <span class={styles.body}>
        {/* The selected row gives the channel's line to the message. */}
        <Show when={!props.isSelected}>
          <span class={styles.channel}>{props.row.channel?.name}</span>
        </Show>
        <span class={styles.preview} data-lines={props.isSelected ? 2 : 1}>
          <Show when={!props.presence.isCustomerTyping} fallback={<span class={styles.typing}>{t().inbox.customerTyping}</span>}>
            <DialogPreview row={props.row} />
          </Show>
        </span>
      </span>
      <span class={styles.side}>
        <Show when={props.row.assignee} fallback={<span class={styles.nobody} />}>
          {(assignee) => <Avatar id={assignee().id} name={assignee().name} size={20} title={t().inbox.assignedTo(assignee().name)} />}
        </Show>
        <Badge count={props.row.dialog.unanswered} label={t().inbox.unanswered(props.row.dialog.unanswered)} />
      </span>
    </div>
  )
}

/** Browsers that do not say yet what kind of pointer it was are not on phones. */
const isTouch = (event: MouseEvent): boolean => event instanceof PointerEvent && event.pointerType === 'touch'
