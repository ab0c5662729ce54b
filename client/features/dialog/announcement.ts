import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { DialogRow, Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { customerName } from '../people'

/** What a screen reader is told when the customer writes: new messages only, never history being loaded. */
export function createAnnouncement(timeline: Timeline, row: Accessor<DialogRow>): Accessor<string> {
  const [text, setText] = createSignal('')
  createEffect(
    on(
      // Coming back from a place further back is no news.
      () => (timeline.hasNewer() ? undefined : timeline.entries.at(-1)?.item.dseq),
      (now, before) => {
        const last = timeline.entries.at(-1)?.item
        if (before === undefined || now === undefined || now <= before || last?.kind !== 'message' || last.direction === 'out') return
        setText(t().shell.newMessageFrom(customerName(row().contact), last.text || t().inbox.mime.file))
      },
    ),
  )
  return text
}
