import { createEffect, onCleanup, onMount, Show } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import type { BegunEdit } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { GrowingArea } from '../../ui/growing-area'
import { Notice } from '../../ui/notice'
import { afterPaint } from '../after-paint'
import styles from './message-editor.module.css'

export interface MessageEditorProps {
  item: MessageItem
  /** Characters the channel takes. */
  max: number
  /** What has been written; undefined: nothing yet. */
  begun: BegunEdit | undefined
  /** It is being saved. */
  isOff: boolean
  /** What the message says until what was saved here is shown. */
  replaced: string | undefined
  /** It is to take the focus. */
  isWanted: boolean
  onFocused(): void
  /** Null: nothing differs from the message. */
  onWrite(edit: BegunEdit | null): void
  onSight(isInSight: boolean): void
  onSave(edit: BegunEdit): void
  onClose(): void
}

/** Other words for a sent message, written where it stands. Enter saves, Esc leaves it as it was. */
export default function MessageEditor(props: MessageEditorProps) {
  let form: HTMLFormElement | undefined
  let area: HTMLTextAreaElement | undefined
  const text = () => props.begun?.text ?? props.item.text
  const seenText = () => props.begun?.seenText ?? props.item.text
  /** Somebody else has changed it meanwhile: their words are not replaced unseen. */
  const hasMoved = () => ![seenText(), props.replaced].includes(props.item.text)
  const over = () => Math.max(text().trim().length - props.max, 0)
  const isOther = () => text().trim() !== props.item.text && (text().trim() !== '' || props.item.attachments.length > 0)
  const canSave = () => over() === 0 && !hasMoved() && !props.isOff && isOther()
  const save = () => {
    if (canSave()) props.onSave({ text: text().trim(), seenText: seenText() })
    else if (text().trim() === props.item.text && !props.isOff) props.onClose()
  }
  onMount(() => {
    if (!form) return
    const watch = new IntersectionObserver(([entry]) => props.onSight(entry?.isIntersecting ?? false))
    watch.observe(form)
    onCleanup(() => {
      watch.disconnect()
      props.onSight(false)
    })
  })
  createEffect(() => {
    const field = area
    if (!props.isWanted || !field) return
    const focus = () => {
      field.focus({ preventScroll: true })
      field.setSelectionRange(field.value.length, field.value.length)
      props.onFocused()
    }
    // A chat that has just come into sight is out of reach until it has been painted.
    if (field.closest('[inert]')) onCleanup(afterPaint(focus))
    else focus()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      props.onClose()
    } else if (event.key === 'Enter' && !event.shiftKey && !matchMedia('(pointer: coarse)').matches) {
      event.preventDefault()
      save()
    }
  }
  return (
    <form
      ref={form}
      class={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <GrowingArea
        area={(element) => {
          area = element
        }}
        class={styles.field}
        text={text()}
        value={text()}
        aria-label={t().chat.change.field}
        onInput={({ currentTarget: { value } }) =>
          props.onWrite(value === props.item.text && !hasMoved() && !props.isOff ? null : { text: value, seenText: seenText() })
        }
        onKeyDown={onKeyDown}
      />
      <Show when={over() > 0}>
        <p class={styles.over} role="status">
          {t().dialog.composer.tooLong(over())}
        </p>
      </Show>
      <Show when={hasMoved()}>
        <Notice text={t().chat.change.moved(props.item.text)}>
          <Button size="small" onClick={() => props.onWrite({ text: text(), seenText: props.item.text })}>
            {t().chat.change.keepMine}
          </Button>
        </Notice>
      </Show>
      <div class={styles.actions}>
        <Button size="small" kind="quiet" onClick={() => props.onClose()}>
          {t().chat.change.cancel}
        </Button>
        <Button size="small" kind="primary" type="submit" disabled={!canSave()}>
          {t().chat.change.save}
        </Button>
      </div>
    </form>
  )
}
