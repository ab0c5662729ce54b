import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { CommandArgs } from '#shared/commands/catalogue'
import { MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { CAPABILITIES } from '#shared/domain/channel'
import { MAX_DRAFT_CHARS } from '#shared/domain/draft'
import { type Id, newId } from '#shared/domain/id'
import { language, t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { tellFailure } from '../act'
import { afterPaint } from '../after-paint'
import { useData } from '../data-context'
import { timeAhead } from '../dates'
import { present } from '../times/present'
import type { ComposerProps } from './composer'
import { createDraftText } from './draft-text'
import { type Facts, fileProblem } from './file-limits'
import { createNoteWriter } from './note-writer'
import { isWindowClosed, seenBy, textOver } from './reply-facts'
import { createDraftTray, type Tray } from './tray'
import { createTyping } from './typing'

export interface Composing {
  readonly isNote: Accessor<boolean>
  setNote(isNote: boolean): void
  readonly text: Accessor<string>
  write(text: string): void
  settle(): void
  readonly tray: Tray
  readonly canAttach: Accessor<boolean>
  /** See {@link fileProblem}. */
  problemOf(file: Facts, names?: readonly string[]): string | null
  /** Files were chosen that the channel will not have. */
  readonly hasRefusedFiles: Accessor<boolean>
  /** Characters beyond what the channel takes. */
  readonly over: Accessor<number>
  readonly canSubmit: Accessor<boolean>
  submit(): Promise<void>
  /** An answer to a comment goes at once: what waits does not know where it is to stand. */
  readonly canWait: Accessor<boolean>
  /** The message at a time of its own; not a note. */
  submitLater(dueAt: number, unlessAnswered: boolean): Promise<void>
}

/**
 * What is being written, and what becomes of it.
 * @param isHeld an input method is putting a letter together in the field.
 */
export function createComposing(props: ComposerProps, isHeld: () => boolean): Composing {
  const data = useData()
  const writeNote = createNoteWriter()
  const dialogId = props.row.id
  const typing = createTyping(dialogId)
  const draft = createDraftText({
    stored: () => props.row.draft,
    isHeld,
    save: (text, base) => tellFailure(data.saveDraft(dialogId, text, base)),
    pause: painted,
  })
  const tray = createDraftTray(data, () => props.row)
  const [noteText, setNoteText] = data.createNoteText(dialogId)
  const [isNote, setNote] = createSignal(false)

  createEffect(
    on(props.target.noteRequest, (request) => {
      if (request === null) return
      setNote(true)
      setNoteText(noteText() ? `${noteText()}\n${request}` : request)
      props.target.requestNote(null)
    }),
  )

  const can = () => props.row.channel && CAPABILITIES[props.row.channel.kind]
  const text = () => (isNote() ? noteText() : draft.text())
  const over = () => (isNote() ? 0 : textOver(props.row, draft.text()))
  const problemOf = (file: Facts, names?: readonly string[]) => fileProblem(props.row.channel, file, names)
  const hasRefusedFiles = () => !isNote() && tray.files().some((file) => problemOf(file) !== null)
  const hasContent = () => text().trim() !== '' || (!isNote() && tray.files().length > 0)
  const isTooLate = () => !isNote() && isWindowClosed(data, props.row, props.target)
  const canSubmit = () => hasContent() && over() === 0 && !hasRefusedFiles() && !isTooLate()
  const canWait = () => !isNote() && canSubmit() && props.target.way() === null

  /** Two devices may have chosen more files together than a message takes: which of them go is their author's choice. */
  const isTooMuch = () => {
    if (isNote() || tray.files().length <= MAX_ATTACHMENTS) return false
    showToast(t().dialog.composer.tooMany(MAX_ATTACHMENTS), { tone: 'danger' })
    return true
  }

  const send = async () => {
    const replyTo = props.target.replyTo()
    const way = props.target.way()
    const attachments = tray.take()
    // Empty at once: Enter pressed twice must not send twice, and what is written next goes out by itself, however long this
    // one takes to be stored. The stored draft goes with the message.
    const before = draft.take()
    props.target.setReplyTo(null)
    typing.stop()
    const args: CommandArgs<'message.send'> = {
      dialogId,
      itemId: newId(),
      text: before.trim(),
      attachments: [...attachments],
      replyTo: replyTo?.id ?? null,
      ...(way ? { way } : {}),
      ...seenBy(data, props.row),
    }
    const isStored = await tellFailure(data.send(args, before))
    if (isStored) {
      // A save of the draft that was under way may have come after.
      draft.write(draft.text())
      props.onSent()
      return
    }
    draft.write(draft.text() ? `${before}\n${draft.text()}` : before)
    if (!props.target.replyTo()) props.target.setReplyTo(replyTo, way ?? undefined)
    tray.giveBack()
  }
  const sendLater = async (dueAt: number, unlessAnswered: boolean) => {
    const replyTo = props.target.replyTo()
    const attachments = tray.take()
    const before = draft.take()
    props.target.setReplyTo(null)
    typing.stop()
    const { lastInSeq } = props.row.dialog
    const message = {
      dialogId,
      itemId: newId(),
      text: before.trim(),
      attachments: [...attachments],
      replyTo: replyTo?.id ?? null,
    }
    const isStored = await tellFailure(data.act('message.schedule', { ...message, dueAt, unlessAnswered, seen: lastInSeq }))
    if (!isStored) {
      draft.write(draft.text() ? `${before}\n${draft.text()}` : before)
      if (!props.target.replyTo()) props.target.setReplyTo(replyTo)
      tray.giveBack()
      return
    }
    // Only now: whoever closes the tab in between finds the text twice rather than not at all.
    await tellFailure(data.saveDraft(dialogId, draft.text(), before))
    const fileIds = attachments.map(({ id }) => id)
    await tellFailure(data.detachFromDraft(dialogId, fileIds))
    showToast(t().dialog.later.done(timeAhead(dueAt, present(data), language())))
  }
  const save = async () => {
    const before = noteText()
    setNoteText('')
    const itemId = await writeNote(dialogId, before.trim())
    if (itemId === null) {
      setNoteText(noteText() ? `${before}\n${noteText()}` : before)
      return
    }
    props.onSent()
    // Whoever goes on typing goes on in the note: these words must not become a message to the customer.
    focusNote(itemId, () => setNote(false))
  }

  return {
    isNote,
    setNote: (on) => setNote(on),
    text,
    write(next) {
      if (isNote()) {
        setNoteText(next)
        return
      }
      draft.write(next.slice(0, MAX_DRAFT_CHARS))
      typing.key()
    },
    settle: draft.settle,
    tray,
    canAttach: () => can()?.attachments ?? false,
    problemOf,
    hasRefusedFiles,
    over,
    canSubmit,
    canWait,
    async submitLater(dueAt, unlessAnswered) {
      if (!canWait() || isTooMuch()) return
      await sendLater(dueAt, unlessAnswered)
    },
    async submit() {
      if (!canSubmit() || isTooMuch()) return
      await (isNote() ? save() : send())
    },
  }
}

/** A tab that is out of sight paints nothing. Milliseconds. */
const UNPAINTED_MS = 100

/** A letter stands in the field before it is stored. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    afterPaint(resolve)
    setTimeout(resolve, UNPAINTED_MS)
  })
}

/** Frames to wait for the note's card to stand in the timeline. */
const CARD_FRAMES = 30

/** Puts the caret at the end of a note's card as soon as there is one, then goes on. */
function focusNote(itemId: Id, then: () => void): void {
  let frames = 0
  const look = () => {
    const card = document.querySelector<HTMLTextAreaElement>(`[id="item-${itemId}"] textarea:enabled`)
    if (!card && frames++ < CARD_FRAMES) {
      requestAnimationFrame(look)
      return
    }
    card?.focus({ preventScroll: true })
    card?.setSelectionRange(card.value.length, card.value.length)
    then()
  }
  look()
}
