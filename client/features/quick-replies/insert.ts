import type { Template } from '#shared/domain/template'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import type { Field } from '../composer/field'
import { useData } from '../data-context'
import { fillIn, nextBlank, type Stretch, type Values } from './variables'

/** Where a quick reply goes. */
export interface ReplyPlace {
  readonly field: Field
  values(): Values
  /** Null: files cannot be taken here. */
  takeFiles(): ((files: readonly File[]) => void) | null
}

/**
 * Puts a quick reply at the caret, or over `replaced`; what stands in the field stays. Its first blank is selected.
 * Never sends.
 */
export function createInserter(place: ReplyPlace): (template: Template, replaced?: Stretch) => void {
  const data = useData()
  return (template, replaced) => {
    const { field } = place
    const area = field.area()
    if (!area) return
    field.focus()
    if (replaced) area.setSelectionRange(...replaced)
    const start = area.selectionStart
    const before = area.value.slice(0, start)
    const text = fillIn(template.text, place.values())
    if (text !== '') {
      const gap = before === '' || /\s$/.test(before) ? '' : ' '
      field.insert(`${gap}${text}`)
      const blank = nextBlank(area.value.slice(0, area.selectionEnd), [start, start], false)
      if (blank) area.setSelectionRange(...blank)
    } else if (replaced) field.insert('')
    if (template.attachments.length > 0) void takeAll(template)
  }

  async function takeAll({ attachments }: Template): Promise<void> {
    const take = place.takeFiles()
    if (!take) {
      showToast(t().quickReplies.filesLeftOut, { tone: 'danger' })
      return
    }
    const files = await Promise.all(
      attachments.map(async ({ id, name, mime }) => {
        const blob = await data.fileBytes(id)
        if (!blob) showToast(t().quickReplies.fileNotHere(name), { tone: 'danger' })
        return blob && new File([blob], name, { type: mime })
      }),
    )
    take(files.filter((file) => file !== null))
  }
}
