import { createEffect, For, on, onCleanup, onMount } from 'solid-js'
import type { SharedText } from '../../data/contract'
import { GrowingArea } from '../../ui/growing-area'
import { caretPieces } from './caret-pieces'
import styles from './shared-text-area.module.css'
import { textEdit } from './text-edit'

export interface SharedTextAreaProps {
  text: SharedText
  label: string
  placeholder?: string
  autofocus?: boolean
  class?: string | undefined
}

/** A field that several people may be writing in. Its value is the shared text; every keystroke goes there as a splice. */
export function SharedTextArea(props: SharedTextAreaProps) {
  let area: HTMLTextAreaElement | undefined
  /** Kept by ourselves: setting a value throws the browser's caret to the end. */
  let caret = { start: 0, end: 0 }
  let isComposing = false
  const note = () => {
    if (!area || document.activeElement !== area) return
    caret = { start: area.selectionStart, end: area.selectionEnd }
    props.text.setCaret(area.selectionStart)
  }
  const show = () => {
    if (!area || isComposing || area.value === props.text.text()) return
    // As it stands: the event that tells of its last move may still be on its way.
    if (document.activeElement === area) caret = { start: area.selectionStart, end: area.selectionEnd }
    area.value = props.text.text()
    placeCaret()
  }
  const placeCaret = () => {
    if (area && document.activeElement === area && !isComposing) area.setSelectionRange(caret.start, caret.end)
  }
  const write = () => {
    if (!area || isComposing) return
    const edit = textEdit(props.text.text(), area.value, area.selectionStart)
    note()
    if (edit) props.text.splice(edit.index, edit.remove, edit.insert)
  }

  createEffect(on(() => props.text.text(), show))
  onMount(() => {
    show()
    if (props.autofocus) area?.focus()
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
    <GrowingArea
      area={(element) => {
        area = element
      }}
      class={props.class}
      text={props.text.text()}
      mirror={
        <For each={caretPieces(props.text.text(), props.text.peers())}>
          {(piece) =>
            'peer' in piece ? <span class={styles.caret} style={{ '--color': piece.peer.color }} data-name={piece.peer.name} /> : piece.text
          }
        </For>
      }
      aria-label={props.label}
      placeholder={props.placeholder}
      disabled={props.text.isLoading()}
      onInput={write}
      onCompositionStart={() => {
        isComposing = true
      }}
      onCompositionEnd={() => {
        isComposing = false
        write()
      }}
      onBlur={() => props.text.setCaret(null)}
    />
  )
}
