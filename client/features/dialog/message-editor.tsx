import { createSignal, onMount, Show } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { GrowingArea } from '../../ui/growing-area'
import styles from './message-editor.module.css'

export interface MessageEditorProps {
  item: MessageItem
  /** Characters the channel takes. */
  max: number
  onSave(text: string): void
  onClose(): void
}

/** Other words for a sent message, written where it stands. Enter saves, Esc leaves it as it was. */
export default function MessageEditor(props: MessageEditorProps) {
  const [text, setText] = createSignal(props.item.text)
  let area: HTMLTextAreaElement | undefined
  const over = () => Math.max(text().trim().length - props.max, 0)
  const canSave = () => over() === 0 && text().trim() !== props.item.text && (text().trim() !== '' || props.item.attachments.length > 0)
  const save = () => {
    if (over() > 0) return
    if (canSave()) props.onSave(text().trim())
    props.onClose()
  }
  onMount(() => {
    area?.focus({ preventScroll: true })
    area?.setSelectionRange(area.value.length, area.value.length)
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
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Show when={over() > 0}>
        <p class={styles.over} role="status">
          {t().dialog.composer.tooLong(over())}
        </p>
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
