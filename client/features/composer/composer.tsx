import Paperclip from 'lucide-solid/icons/paperclip'
import { createEffect, createSignal, on, onCleanup, onMount, Show, untrack } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { afterPaint } from '../after-paint'
import { useData } from '../data-context'
import type { BegunEdits } from '../dialog/begun-edits'
import { jumpToBlank } from '../quick-replies/blank-jump'
import type { ReplyPlace } from '../quick-replies/insert'
import { offerReplies } from '../quick-replies/offer-replies'
import { createSlash, SlashMenu } from '../quick-replies/slash-menu'
import { createValues } from '../quick-replies/values-of'
import { createMentioning, MentionMenu } from '../text/mention-menu'
import styles from './composer.module.css'
import { ComposerHint } from './composer-hint'
import { ComposerToolbar } from './composer-toolbar'
import { createComposing } from './composing'
import { createDropZone } from './drop-zone'
import { createField } from './field'
import { takeFiles } from './file-intake'
import { fileLimits } from './file-limits'
import { FileTray } from './file-tray'
import { keepCaret } from './keep-caret'
import { MessageField } from './message-field'
import { ReplyQuote } from './reply-quote'
import type { ReplyTarget } from './reply-target'
import { createSendCheck } from './send-check'
import { SendDoubt } from './send-doubt'

export interface ComposerProps {
  row: DialogRow
  target: ReplyTarget
  edits: Pick<BegunEdits, 'asked'>
  onSent(): void
  /** Through the conversation, a screenful back or on. */
  onPage(by: 1 | -1): void
}

/** Below the conversation: a message to the customer, or a note to colleagues. */
export function Composer(props: ComposerProps) {
  const data = useData()
  let form: HTMLFormElement | undefined
  const [isOver, setOver] = createSignal<() => boolean>(() => false)
  let isHeld = false
  // An edit that was begun goes on first. Asked before anything takes the focus.
  const isEditing = untrack(props.edits.asked) !== null
  const writing = createComposing(props, () => isHeld)
  const presence = data.createPresence(() => props.row.id)
  const typing = () =>
    presence()
      .operators.filter(({ state }) => state === 'typing')
      .map(({ name }) => name)
  const field = createField(writing.write)
  /** Whoever points goes on writing; a phone's keyboard stays as it is. */
  const goOn = () => matchMedia('(hover: hover)').matches && field.focus()
  const submit = () => {
    goOn()
    return writing.submit()
  }
  const check = createSendCheck({ ...writing, submit }, typing)
  const submitLater = (dueAt: number, unlessAnswered: boolean) => {
    goOn()
    return writing.submitLater(dueAt, unlessAnswered)
  }
  const composing = { ...writing, submit: check.submit, submitLater }
  keepCaret(field.area, composing.text)

  const take = (files: readonly File[]) => {
    if (files.length === 0) return
    composing.setNote(false)
    if (composing.canAttach()) void takeFiles(composing.tray, files, composing.problemOf).then(field.focus)
    else showToast(t().dialog.composer.noFiles, { tone: 'danger' })
  }
  const place: ReplyPlace = {
    field,
    values: createValues(() => props.row),
    takeFiles: () => (composing.isNote() || !composing.canAttach() ? null : take),
  }
  const slash = createSlash(place)
  const mentioning = createMentioning(field.area, composing.isNote)
  offerReplies(place)
  const leave = () => {
    if (composing.isNote()) composing.setNote(false)
    else if (props.target.replyTo()) props.target.setReplyTo(null)
    else field.area()?.blur()
  }
  onMount(() => {
    const pane = form?.closest('section')
    if (pane) setOver(() => createDropZone(pane, take))
    // A phone's keyboard would cover what one came to read.
    if (isEditing || !matchMedia('(hover: hover)').matches) return
    const before = document.activeElement
    onCleanup(afterPaint(() => isWritingElsewhere(before) || field.focus()))
  })
  createEffect(on([props.target.replyTo, composing.isNote], ([replyTo, isNote]) => (replyTo || isNote) && field.focus(), { defer: true }))

  return (
    <form
      ref={form}
      class={styles.composer}
      data-mode={composing.isNote() ? 'note' : 'message'}
      aria-label={t().dialog.composer.name}
      onSubmit={(event) => {
        event.preventDefault()
        void composing.submit()
      }}
    >
      <Show when={isOver()()}>
        <div class={styles.drop}>
          <Paperclip size={30} aria-hidden="true" />
          <strong>{composing.canAttach() ? t().dialog.composer.dropHere : t().dialog.composer.noFiles}</strong>
          <Show when={composing.canAttach()}>
            <span>{fileLimits(props.row.channel)}</span>
          </Show>
        </div>
      </Show>
      <ComposerHint row={props.row} target={props.target} composing={composing} />
      <SendDoubt check={check} onWait={field.focus} />
      <div class={styles.card}>
        <Show when={!composing.isNote()}>
          <ReplyQuote
            row={props.row}
            message={props.target.replyTo()}
            way={props.target.way()}
            onCancel={() => props.target.setReplyTo(null)}
          />
          <FileTray tray={composing.tray} problemOf={composing.problemOf} />
        </Show>
        <SlashMenu slash={slash} place={place} />
        <MentionMenu mentioning={mentioning} />
        <MessageField
          composing={composing}
          onKey={(event) => mentioning.key(event) || slash.key(event) || jumpToBlank(field, event)}
          onTyped={() => {
            slash.look()
            mentioning.look()
          }}
          onLeave={leave}
          onFiles={take}
          onPage={props.onPage}
          onHold={(held) => {
            isHeld = held
            if (!held) composing.settle()
          }}
          area={field.attach}
        />
        <ComposerToolbar
          row={props.row}
          target={props.target}
          composing={composing}
          field={field}
          place={place}
          take={take}
          onSent={props.onSent}
        />
      </div>
    </form>
  )
}

/** In a field that was entered since, while the chat was on its way to the screen: what is typed must not end up in a message. */
const isWritingElsewhere = (before: Element | null): boolean =>
  document.activeElement !== before && Boolean(document.activeElement?.matches('input, textarea'))
