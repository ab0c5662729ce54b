import { useParams } from '@solidjs/router'
import { createComputed, createEffect, onCleanup, onMount } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Timeline } from '../../data/contract'
import { steadily } from './steadily'
import type { ReadingPlace, TimelineScroll } from './timeline-scroll'

/** Where one stopped reading, by dialog; while the tab lives. Dialogs left at their newest message are not here. */
const places = new Map<Id, ReadingPlace>()

/** Coming back to a dialog shows the place one had left, unless the address names another. */
export function keepReadingPlace(options: { dialogId: Id; timeline: Timeline; scroll: TimelineScroll; isElsewhere(): boolean }): void {
  const { dialogId, timeline, scroll } = options
  let wanted = options.isElsewhere() ? null : (places.get(dialogId) ?? null)
  let isAsked = false
  // What is made ahead has not been read.
  let isShown = false
  onMount(() => {
    isShown = true
  })
  createEffect(() => {
    const place = wanted
    if (!place || timeline.isLoading()) return
    if (timeline.entries.some(({ id }) => id === place.id)) {
      wanted = null
      scroll.reveal(place.id)
      steadily(() => scroll.restore(place))
    } else if (!isAsked) {
      isAsked = true
      void timeline.showAround(place.id, place.dseq)
    }
  })
  const keep = () => {
    if (!isShown) return
    const place = scroll.place()
    if (place) places.set(dialogId, place)
    else places.delete(dialogId)
  }
  // In a computed, which runs while the chat still stands in the page.
  const params = useParams<{ id?: string }>()
  createComputed(() => params.id !== dialogId && keep())
  onCleanup(keep)
}
