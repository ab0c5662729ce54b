import CalendarClock from 'lucide-solid/icons/calendar-clock'
import Paperclip from 'lucide-solid/icons/paperclip'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createSignal, For, onMount, Show } from 'solid-js'
import { newId } from '#shared/domain/id'
import type { Scheduled } from '#shared/domain/scheduled'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { GrowingArea } from '../../ui/growing-area'
import { Notice } from '../../ui/notice'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { textOver } from '../composer/reply-facts'
import { useData } from '../data-context'
import { timeAhead } from '../dates'
import { present } from '../times/present'
import { OwnTime } from '../times/time-menu'
import type { BegunEdits } from './begun-edits'
import { giveUpEdit } from './edited-body'
import { createReplaced } from './replaced'
import styles from './scheduled-list.module.css'

/** What stands under the conversation and has not been said yet: messages that wait for their time, or for a decision. */
export function ScheduledList(props: { row: DialogRow; edits: BegunEdits }) {
  const scheduled = () => [...(props.row.dialog.scheduled ?? [])].sort((a, b) => a.dueAt - b.dueAt)
  return (
    <Show when={scheduled().length > 0}>
      <ul class={styles.list} aria-label={t().dialog.later.list}>
        <For each={scheduled().map(({ id }) => id)}>
          {(id) => (
            <Show when={scheduled().find((message) => message.id === id)}>
              {(message) => <ScheduledMessage message={message()} row={props.row} edits={props.edits} />}
            </Show>
          )}
        </For>
      </ul>
    </Show>
  )
}

function ScheduledMessage(props: { message: Scheduled; row: DialogRow; edits: BegunEdits }) {
  const act = useAct()
  const data = useData()
  const begun = () => props.edits.all()[props.message.id]
  // One that was begun before goes on.
  const [isEditing, setEditing] = createSignal(begun() !== undefined)
  const [isBusy, setBusy] = createSignal(false)
  const [replaced, noteReplaced] = createReplaced(() => props.message.text)
  const text = () => begun()?.text ?? props.message.text
  const setText = (text: string) => props.edits.set(props.message.id, { text, seenText: begun()?.seenText ?? props.message.text })
  const of = () => ({ dialogId: props.row.id, itemId: props.message.id })
  const words = () => t().dialog.later
  const isAnswered = () => props.message.unlessAnswered && props.row.dialog.lastInSeq > props.message.seen
  const state = () => {
    if (props.message.held) return props.message.held === 'answered' ? words().answered : words().window
    return isAnswered() ? words().answeredSoon : words().at(timeAhead(props.message.dueAt, present(data), language()))
  }
  const giveUp = () => {
    setEditing(false)
    giveUpEdit(props.edits, props.message.id)
  }
  /** Somebody else has changed it meanwhile: their words are not replaced unseen. */
  const hasMoved = () => begun() !== undefined && ![begun()?.seenText, replaced()].includes(props.message.text)
  const over = () => textOver(props.row, text())
  const isEmpty = () => text().trim() === '' && props.message.attachments.length === 0
  /** The words are given back with one click. */
  const cancel = async () => {
    const { authorId, text, attachments, replyTo, dueAt, unlessAnswered, seen } = props.message
    const again = { dialogId: props.row.id, itemId: newId(), text, attachments, replyTo, dueAt, unlessAnswered, seen }
    if (!(await act('message.unschedule', of()))) return
    // A colleague's files are theirs to send.
    const isOwn = attachments.length === 0 || authorId === data.me().operatorId
    const undo = { label: t().common.undo, run: () => void act('message.schedule', again) }
    showToast(words().cancelled, isOwn ? { action: undo } : {})
  }
  const save = async (dueAt: number) => {
    const sent = text().trim()
    const seenOfIt = { seenText: begun()?.seenText ?? props.message.text, seenDueAt: props.message.dueAt }
    noteReplaced()
    setBusy(true)
    const isStored = await act('message.reschedule', { ...of(), text: sent, dueAt, seen: props.row.dialog.lastInSeq, ...seenOfIt })
    setBusy(false)
    if (!isStored) return
    // What has been typed meanwhile stays, as a change of what is kept now.
    if (text().trim() !== sent) return props.edits.set(props.message.id, { text: text(), seenText: sent })
    setEditing(false)
    props.edits.set(props.message.id, null)
  }
  return (
    <li class={styles.message} data-held={props.message.held || isAnswered() ? '' : undefined}>
      <p class={styles.state}>
        {props.message.held || isAnswered() ? (
          <TriangleAlert size={15} aria-hidden="true" />
        ) : (
          <CalendarClock size={15} aria-hidden="true" />
        )}
        {state()}
      </p>
      <Show
        when={isEditing()}
        fallback={
          <>
            <Show when={props.message.text}>
              <p class={styles.text}>{props.message.text}</p>
            </Show>
            <Show when={props.message.attachments.length > 0}>
              <p class={styles.files}>
                <Paperclip size={14} aria-hidden="true" />
                {props.message.attachments.map(({ name }) => name).join(', ')}
              </p>
            </Show>
            <div class={styles.actions}>
              <Button size="small" onClick={() => void act('message.sendNow', of())}>
                {words().sendNow}
              </Button>
              <Button size="small" kind="quiet" onClick={() => setEditing(true)}>
                {words().edit}
              </Button>
              <Button size="small" kind="quiet" onClick={() => void cancel()}>
                {words().cancel}
              </Button>
            </div>
          </>
        }
      >
        <GrowingArea
          area={(element) => onMount(() => element.focus())}
          text={text()}
          value={text()}
          class={styles.field}
          aria-label={words().text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            giveUp()
          }}
        />
        <Show when={over() > 0}>
          <p class={styles.over} role="status">
            {t().dialog.composer.tooLong(over())}
          </p>
        </Show>
        <Show when={hasMoved()}>
          <Notice text={t().chat.change.moved(props.message.text)}>
            <Button size="small" onClick={() => props.edits.set(props.message.id, { text: text(), seenText: props.message.text })}>
              {t().chat.change.keepMine}
            </Button>
          </Notice>
        </Show>
        <div class={styles.time}>
          <OwnTime
            at={Math.max(props.message.dueAt, present(data) + 60_000)}
            submit={words().save}
            isOff={isBusy() || isEmpty() || over() > 0 || hasMoved()}
            onPick={(at) => void save(at)}
          >
            <Button size="small" kind="quiet" onClick={giveUp}>
              {t().common.cancel}
            </Button>
          </OwnTime>
        </div>
      </Show>
    </li>
  )
}
