import { useSearchParams } from '@solidjs/router'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { markWords } from './mark-words'
import { steadily } from './steadily'
import type { TimelineScroll } from './timeline-scroll'

/** Milliseconds a found item stays highlighted. */
const HIGHLIGHT_MS = 2600

export interface ItemJump {
  readonly foundId: Accessor<string | undefined>
  to(id: string): void
}

interface Wanted {
  readonly id: string
  readonly dseq: number | null
  /** Words to mark in it. */
  readonly find: string
  /** `asked`: what stands around it is being shown. `unknown`: history is loaded until it is there. */
  readonly state: 'new' | 'asked' | 'unknown'
}

/** Goes to the item named in the address, wherever in the history it stands. */
export function createItemJump(timeline: Timeline, scroll: TimelineScroll): ItemJump {
  const [params, setParams] = useSearchParams<{ item?: string; at?: string; find?: string }>()
  const [wanted, setWanted] = createSignal<Wanted>()
  const [foundId, setFoundId] = createSignal<string>()

  createEffect(() => {
    if (!params.item) return
    setWanted({ id: params.item, dseq: Number(params.at) || null, find: params.find ?? '', state: 'new' })
    // Taken out of the address, so that the same hit can be chosen again and a reload does not jump.
    setParams({ item: undefined, at: undefined, find: undefined }, { replace: true })
  })

  createEffect(() => {
    const target = wanted()
    if (!target || timeline.isLoading() || timeline.isLoadingOlder()) return
    if (timeline.entries.some((entry) => entry.id === target.id)) {
      setWanted(undefined)
      scroll.reveal(target.id)
      highlight(target)
    } else if (target.state === 'new') {
      setWanted({ ...target, state: 'asked' })
      void timeline.showAround(target.id, target.dseq).then((outcome) => {
        if (wanted()?.id !== target.id) return
        if (outcome === 'unknown') setWanted({ ...target, state: 'unknown' })
        if (outcome === 'offline') giveUp(t().dialog.timeline.olderOffline(timeline.heldFrom()))
      })
    } else if (target.state === 'unknown') {
      if (timeline.hasOlder() && timeline.olderError() === null) timeline.loadOlder()
      else
        giveUp(
          timeline.olderError() === 'offline' ? t().dialog.timeline.olderOffline(timeline.heldFrom()) : t().dialog.timeline.itemMissing,
        )
    }
  })

  const giveUp = (why: string) => {
    setWanted(undefined)
    showToast(why)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  let unmark = () => {}
  onCleanup(() => {
    clearTimeout(timer)
    unmark()
  })
  const highlight = ({ id, find }: Wanted) => {
    requestAnimationFrame(() => {
      const element = document.getElementById(`item-${id}`)
      unmark()
      const marks = element && find ? markWords(element, find) : null
      if (marks) unmark = marks.unmark
      steadily(() => {
        element?.scrollIntoView({ block: 'center' })
        if (marks?.first) bringInSight(marks.first)
      })
      setFoundId(id)
      clearTimeout(timer)
      timer = setTimeout(() => setFoundId(undefined), HIGHLIGHT_MS)
    })
  }

  return { foundId, to: (id) => setWanted({ id, dseq: null, find: '', state: 'new' }) }
}

/** In a message longer than the screen the words may be far from its middle. */
function bringInSight(range: Range): void {
  const scroller = range.startContainer.parentElement?.closest('li')?.closest('section')
  const view = scroller?.getBoundingClientRect()
  const { top, bottom } = range.getBoundingClientRect()
  if (!view || (top > view.top && bottom < view.bottom)) return
  scroller?.scrollBy({ top: (top + bottom - view.top - view.bottom) / 2, behavior: 'instant' })
}
