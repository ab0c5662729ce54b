/** The text field as the composer's tools use it. */
export interface Field {
  /** Puts text in the place of the selection, as one step that Ctrl+Z takes back; the caret goes behind it. */
  insert(text: string): void
  focus(): void
  readonly area: () => HTMLTextAreaElement | undefined
}

export function createField(write: (text: string) => void): Field & { attach(area: HTMLTextAreaElement): void } {
  let area: HTMLTextAreaElement | undefined
  const focus = () => area?.focus({ preventScroll: true })
  return {
    area: () => area,
    attach(element) {
      area = element
    },
    focus,
    insert(text) {
      if (!area) return
      focus()
      // Old, and still the only way to write into a field that its undo knows of; it fires the input event by itself.
      if (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)) return
      area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
      write(area.value)
    },
  }
}
