import type { JSX } from 'solid-js'
import { MAX_DRAFT_CHARS } from '#shared/domain/draft'
import { t } from '../../i18n/i18n'
import { GrowingArea } from '../../ui/growing-area'
import { sendWith } from '../own-keys'
import { Blanks } from '../quick-replies/blanks'
import type { Composing } from './composing'
import styles from './message-field.module.css'

export interface MessageFieldProps {
  composing: Composing
  /** @returns whether the key has been used. */
  onKey(event: KeyboardEvent): boolean
  /** After each input. */
  onTyped(): void
  /** Esc, with nothing to leave but the field. */
  onLeave(): void
  /** A screenful of the conversation back or on: what is written has no pages of its own. */
  onPage(by: 1 | -1): void
  onFiles(files: readonly File[]): void
  /** An input method has begun, or ended, to put a letter together. */
  onHold(isHeld: boolean): void
  area(element: HTMLTextAreaElement): void
}

/** Where the message, or the note, is written. */
export function MessageField(props: MessageFieldProps) {
  const onKeyDown: JSX.EventHandler<HTMLTextAreaElement, KeyboardEvent> = (event) => {
    if (event.isComposing || props.onKey(event)) return
    if (event.key === 'Enter' && isSending(event)) {
      event.preventDefault()
      void props.composing.submit()
    } else if (event.key === 'Escape') props.onLeave()
    else if ((event.key === 'PageUp' || event.key === 'PageDown') && !hasPages(event.currentTarget)) {
      event.preventDefault()
      props.onPage(event.key === 'PageUp' ? -1 : 1)
    }
  }
  return (
    <GrowingArea
      area={(element) => props.area(element)}
      class={styles.field}
      isApart
      text={props.composing.text()}
      value={props.composing.text()}
      aria-label={props.composing.isNote() ? t().dialog.composer.noteText : t().dialog.composer.message}
      placeholder={props.composing.isNote() ? t().dialog.composer.notePlaceholder : t().dialog.composer.placeholder}
      maxLength={props.composing.isNote() ? undefined : MAX_DRAFT_CHARS}
      enterkeyhint={props.composing.isNote() ? 'enter' : 'send'}
      onInput={(event) => {
        props.composing.write(event.currentTarget.value)
        props.onTyped()
      }}
      mirror={<Blanks text={props.composing.text()} />}
      onKeyDown={onKeyDown}
      onCompositionStart={() => props.onHold(true)}
      onCompositionEnd={() => props.onHold(false)}
      onBlur={() => props.onHold(false)}
      onPaste={(event) => {
        const files = [...(event.clipboardData?.files ?? [])]
        if (files.length === 0) return
        event.preventDefault()
        props.onFiles(files)
      }}
    />
  )
}

/** With a keyboard of glass there is no Shift+Enter, so there Enter breaks the line and the button sends. */
function isSending(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return true
  return sendWith() === 'enter' && !event.shiftKey && !event.altKey && !matchMedia('(pointer: coarse)').matches
}

/** Its text is longer than its box, and the keys go through that. */
const hasPages = ({ parentElement: box }: HTMLElement): boolean => box !== null && box.scrollHeight > box.clientHeight + 1
