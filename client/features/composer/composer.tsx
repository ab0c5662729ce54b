import NotebookPen from 'lucide-solid/icons/notebook-pen'
import Paperclip from 'lucide-solid/icons/paperclip'
import Send from 'lucide-solid/icons/send-horizontal'
import { createEffect, createSignal, on, onMount, Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { GrowingArea } from '../../ui/growing-area'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import styles from './composer.module.css'
import { ComposerHint } from './composer-hint'
import { createComposing } from './composing'
import { createDropZone } from './drop-zone'
import { EmojiButton } from './emoji-button'
import { takeFiles } from './file-intake'
import { FileTray } from './file-tray'
import { keepCaret } from './keep-caret'
import { ReplyQuote } from './reply-quote'
import type { ReplyTarget } from './reply-target'

export interface ComposerProps {
  row: DialogRow
  target: ReplyTarget
  onSent(): void
}

/** Below the conversation: a message to the customer, or a note to colleagues. */
export function Composer(props: ComposerProps) {
  const data = useData()
  let area: HTMLTextAreaElement | undefined
  let form: HTMLFormElement | undefined
  let picker: HTMLInputElement | undefined
  const [isOver, setOver] = createSignal<() => boolean>(() => false)
  let isHeld = false
  const composing = createComposing(props, () => isHeld)
  keepCaret(() => area, composing.text)
  const take = (files: readonly File[]) => {
    if (files.length === 0) return
    composing.setNote(false)
    if (composing.canAttach()) void takeFiles(data, props.row.id, files).then(() => area?.focus())
    else showToast(t().dialog.composer.noFiles, { tone: 'danger' })
  }

  const toggleNote = () => {
    composing.setNote(!composing.isNote())
    area?.focus()
  }
  useHotkey('note', toggleNote)
  useHotkey('message', () => {
    composing.setNote(false)
    area?.focus()
  })
  onMount(() => {
    const pane = form?.closest('section')
    if (pane) setOver(() => createDropZone(pane, take))
    // A phone's keyboard would cover what one came to read.
    if (matchMedia('(hover: hover)').matches) area?.focus({ preventScroll: true })
  })
  createEffect(
    on([props.target.replyTo, composing.isNote], ([replyTo, isNote]) => (replyTo || isNote) && area?.focus({ preventScroll: true }), {
      defer: true,
    }),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Enter' && isSending(event)) {
      event.preventDefault()
      void composing.submit()
    } else if (event.key === 'Escape') {
      if (composing.isNote()) composing.setNote(false)
      else if (props.target.replyTo()) props.target.setReplyTo(null)
      else area?.blur()
    }
  }
  const insert = (text: string) => {
    if (!area) return
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
    composing.write(area.value)
    area.focus()
  }

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
      <ComposerHint row={props.row} isNote={composing.isNote()} over={composing.over()} />
      <div class={styles.card}>
        <Show when={isOver()()}>
          <div class={styles.drop}>{t().dialog.composer.dropHere}</div>
        </Show>
        <Show when={!composing.isNote()}>
          <ReplyQuote row={props.row} target={props.target} />
          <FileTray dialogId={props.row.id} />
        </Show>
        <GrowingArea
          area={(element) => {
            area = element
          }}
          class={styles.field}
          text={composing.text()}
          value={composing.text()}
          aria-label={composing.isNote() ? t().dialog.composer.noteText : t().dialog.composer.message}
          placeholder={composing.isNote() ? t().dialog.composer.notePlaceholder : t().dialog.composer.placeholder}
          enterkeyhint={composing.isNote() ? 'enter' : 'send'}
          onInput={(event) => composing.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => {
            isHeld = true
          }}
          onCompositionEnd={() => {
            isHeld = false
            composing.settle()
          }}
          onBlur={() => {
            isHeld = false
            composing.settle()
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])]
            if (files.length === 0) return
            event.preventDefault()
            take(files)
          }}
        />
        <div class={styles.tools}>
          <IconButton
            label={t().dialog.composer.note}
            icon={NotebookPen}
            tip="above-start"
            aria-pressed={composing.isNote()}
            onClick={toggleNote}
          />
          <EmojiButton onPick={insert} />
          <IconButton
            label={t().dialog.composer.attach}
            icon={Paperclip}
            tip={composing.canAttach() ? 'above' : 'none'}
            title={composing.canAttach() ? undefined : t().dialog.composer.noFiles}
            disabled={composing.isNote() || !composing.canAttach()}
            onClick={() => picker?.click()}
          />
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              take([...(event.currentTarget.files ?? [])])
              event.currentTarget.value = ''
            }}
          />
          <span class={styles.gap} />
          <Button
            type="submit"
            kind="primary"
            class={styles.send}
            aria-label={composing.isNote() ? t().dialog.composer.saveNote : t().dialog.composer.send}
            disabled={!composing.canSubmit()}
          >
            <span class={styles.sendText}>{composing.isNote() ? t().dialog.composer.saveNote : t().dialog.composer.send}</span>
            <Send size={17} aria-hidden="true" />
          </Button>
        </div>
      </div>
    </form>
  )
}

/** With a keyboard of glass there is no Shift+Enter, so there Enter breaks the line and the button sends. */
function isSending(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return true
  return !event.shiftKey && !event.altKey && !matchMedia('(pointer: coarse)').matches
}
