import type { Field } from '../composer/field'
import { nextBlank } from './variables'

/** Tab goes to the next blank of the message, if there is one; otherwise it leaves the field as ever. @returns whether it went. */
export function jumpToBlank(field: Field, event: KeyboardEvent): boolean {
  const area = field.area()
  if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey || !area) return false
  const blank = nextBlank(area.value, [area.selectionStart, area.selectionEnd], event.shiftKey)
  if (!blank) return false
  event.preventDefault()
  area.setSelectionRange(...blank)
  return true
}
