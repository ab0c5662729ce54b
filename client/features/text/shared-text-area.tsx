import { createEffect, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { mergeText } from '#shared/lib/text-diff'
import type { SharedText } from '../../data/contract-texts'
import { t } from '../../i18n/i18n'
import { GrowingArea } from '../../ui/growing-area'
import { caretPieces } from './caret-pieces'
import { createMentioning, MentionMenu } from './mention-menu'
import styles from './shared-text-area.module.css'
import { textEdit } from './text-edit'

export interface SharedTextAreaProps {
  text: SharedText
  label: string
  placeholder?: string
  /** What to show until the document is open; with it the field can be written in at once. */
  preview?: string | undefined
  /** The operator is about to write: the document is wanted. */
  onWanted?(): void
  /** An @ offers colleagues. */
  hasMentions?: boolean
  class?: string | undefined
}

/** A field that several people may be writing in. Its value is the shared text; every keystroke goes there as a splice. */
export function SharedTextArea(props: SharedTextAreaProps) {
  const [area, setArea] = createSignal<HTMLTextAreaElement>()
  const mentioning = createMentioning(area, () => props.hasMentions === true)
  /** Kept by ourselves: setting a value throws the browser's caret to the end. */
  let caret = { start: 0, end: 0 }
  let isComposing = false
  /** The preview that somebody has begun to write in before the document was open. */
  let begunOn: string | null = null
  const shown = () => (props.text.isLoading() ? (props.preview ?? '') : props.text.text())
  const note = () => {
    const field = area()
    if (!field || document.activeElement !== field) return
    caret = { start: field.selectionStart, end: field.selectionEnd }
    props.text.setCaret(field.selectionStart)
  }
  const show = () => {
    const field = area()
    if (!field || isComposing) return
    if (begunOn !== null && props.text.isLoading()) return
    if (begunOn !== null) takeOver(field, begunOn)
    if (field.value === shown()) return
    // As it stands: the event that tells of its last move may still be on its way.
    if (document.activeElement === field) caret = { start: field.selectionStart, end: field.selectionEnd }
    field.value = shown()
    placeCaret()
  }
  /** What was typed over the preview joins the document, which may know more than the preview did. */
  const takeOver = (field: HTMLTextAreaElement, preview: string) => {
    begunOn = null
    const theirs = props.text.text()
    const merged = mergeText(preview, theirs, field.value)
    const edit = textEdit(theirs, merged, merged === field.value ? field.selectionStart : merged.length)
    if (edit) props.text.splice(edit.index, edit.remove, edit.insert)
  }
  const placeCaret = () => {
    const field = area()
    if (field && document.activeElement === field && !isComposing) field.setSelectionRange(caret.start, caret.end)
  }
  const write = () => {
    const field = area()
    if (!field || isComposing) return
    if (props.text.isLoading()) {
      begunOn ??= props.preview ?? ''
      return
    }
    const edit = textEdit(props.text.text(), field.value, field.selectionStart)
    note()
    if (edit) props.text.splice(edit.index, edit.remove, edit.insert)
    mentioning.look()
  }

  createEffect(on([shown, () => props.text.isLoading()], show))
  onMount(() => {
    show()
    document.addEventListener('selectionchange', note)
    onCleanup(() => {
      document.removeEventListener('selectionchange', note)
      props.text.setCaret(null)
    })
  })
  onCleanup(
    props.text.onRemoteChange((map) => {
      show()
      caret = { start: map(caret.start), end: map(caret.end) }
      placeCaret()
    }),
  )

  return (
    <div class={styles.field}>
      <MentionMenu mentioning={mentioning} />
      <GrowingArea
        area={setArea}
        class={props.class}
        text={shown()}
        mirror={
          <For each={caretPieces(shown(), props.text.peers())}>
            {(piece) =>
              'peer' in piece ? (
                <span class={styles.caret} style={{ '--color': piece.peer.color }} data-name={piece.peer.name} />
              ) : (
                piece.text
              )
            }
          </For>
        }
        aria-label={props.label}
        placeholder={props.placeholder}
        disabled={props.text.isLoading() && props.preview === undefined}
        readOnly={props.text.isDamaged()}
        onPointerDown={() => props.onWanted?.()}
        onFocus={() => props.onWanted?.()}
        onInput={write}
        onKeyDown={(event) => void (event.isComposing || mentioning.key(event))}
        onCompositionStart={() => {
          isComposing = true
        }}
        onCompositionEnd={() => {
          isComposing = false
          write()
        }}
        onBlur={() => {
          mentioning.close()
          props.text.setCaret(null)
        }}
      />
      <Show when={props.text.isDamaged()}>
        <p class={styles.damaged} role="status">
          {t().documents.damaged}
        </p>
      </Show>
    </div>
  )
}
