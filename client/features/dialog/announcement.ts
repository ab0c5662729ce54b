import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Data, DialogRow, Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { customerName, operatorName } from '../people'
import { eventWords } from './event-words'
import { messageSummary } from './message-summary'

/** What comes within so long is told together: a voice that never stops is switched off. Milliseconds. */
const GATHER_MS = 700

/**
 * What a screen reader is told while a chat is open: what others have written and done in it, and that something did not
 * arrive. Never one's own doings, nor history being loaded.
 */
export function createAnnouncement(timeline: Timeline, row: Accessor<DialogRow>): Accessor<string> {
  const data = useData()
  const [text, setText] = createSignal('')
  const news: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (sentence: string | null) => {
    if (sentence === null) return
    news.push(sentence)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const all = news.splice(0)
      const last = all.at(-1) ?? ''
      setText(all.length > 1 ? `${t().dialog.timeline.newsCount(all.length)} ${last}` : last)
    }, GATHER_MS)
  }
  onCleanup(() => clearTimeout(timer))
  createEffect(
    on(
      // Coming back from a place further back is no news. Own messages on their way hold no place yet: what comes goes before them.
      () => (timeline.hasNewer() ? undefined : timeline.entries.findLast(({ isPending }) => !isPending)?.item.dseq),
      (now, before) => {
        if (before === undefined || now === undefined || now <= before) return
        const people = { me: data.me().operatorId, customer: customerName(row()), data }
        for (const { item, isPending } of timeline.entries) if (!isPending && item.dseq > before) tell(announcementOf(item, people))
      },
    ),
  )
  createEffect(
    on(
      () => row().dialog.failed ?? 0,
      (now, before) => before !== undefined && now > before && tell(t().inbox.failed(now)),
    ),
  )
  return text
}

interface People {
  readonly me: Id
  readonly customer: string
  readonly data: Data
}

function announcementOf(item: Item, { me, customer, data }: People): string | null {
  switch (item.kind) {
    case 'message': {
      if (item.direction === 'out' && (item.authorId === null || item.authorId === me)) return null
      const who = item.direction === 'in' ? customer : operatorName(data.operators(), item.authorId ?? '')
      return t().shell.newMessageFrom(who, messageSummary(item))
    }
    case 'note':
      // Its text comes as it is typed; that there is one is enough.
      return item.authorId === me || item.deleted ? null : t().shell.newNoteFrom(operatorName(data.operators(), item.authorId))
    case 'event':
      return item.actorId === me ? null : eventWords(item, data)
  }
}
