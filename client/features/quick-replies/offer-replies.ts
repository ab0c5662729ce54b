import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { offerActions } from '../palette/offers'
import { createUsedLately } from '../used-lately'
import { createInserter, type ReplyPlace } from './insert'

/** Quick replies by name in the palette, while there is a field to put them into. */
export function offerReplies(place: ReplyPlace): void {
  const data = useData()
  const insert = createInserter(place)
  const used = createUsedLately('templates')
  offerActions(() =>
    data.templates().map((template) => ({
      id: `template.${template.id}`,
      name: template.title,
      from: t().quickReplies.title,
      run() {
        used.note(template.id)
        insert(template)
      },
    })),
  )
}
