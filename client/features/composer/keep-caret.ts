import { type Accessor, createComputed, createEffect, on } from 'solid-js'
import { textEdit } from '../text/text-edit'

/** A text that changes under the caret (another device has written) would throw it to the end: it stays where it was. */
export function keepCaret(area: () => HTMLTextAreaElement | undefined, text: Accessor<string>): void {
  let caret: readonly [start: number, end: number] | null = null
  // A computed runs before the field changes, an effect after.
  createComputed(
    on(text, (next) => {
      const field = area()
      caret = null
      if (!field || field.value === next || document.activeElement !== field) return
      const edit = textEdit(field.value, next, next.length)
      const moved = (at: number) => (!edit || at <= edit.index ? at : Math.max(edit.index, at + edit.insert.length - edit.remove))
      caret = [moved(field.selectionStart), moved(field.selectionEnd)]
    }),
  )
  createEffect(on(text, () => caret && area()?.setSelectionRange(...caret)))
}
