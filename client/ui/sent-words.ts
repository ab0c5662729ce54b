import type { Signal } from 'solid-js'

/**
 * Empties fields as what they say is stored: whoever goes on typing writes the next one, and nothing of that is taken away
 * with the answer. What could not be stored comes back, before what has been typed since.
 * @returns whether it is stored.
 */
export async function emptyWhile(fields: readonly Signal<string>[], store: () => Promise<boolean>): Promise<boolean> {
  const sent = fields.map(([text]) => text())
  for (const [, write] of fields) write('')
  const isStored = await store()
  if (isStored) return true
  for (const [index, [text, write]] of fields.entries()) write([sent[index], text()].filter(Boolean).join(' '))
  return false
}

/** Empties those fields of a form that still say what was sent; one typed in while the answer was on its way keeps its words. */
export function emptySent(form: Pick<HTMLFormElement, 'elements'>, sent: FormData): void {
  for (const [name, value] of sent) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && field.value === value) field.value = field.defaultValue
    if (field instanceof HTMLSelectElement && field.value === value) field.selectedIndex = 0
  }
}
