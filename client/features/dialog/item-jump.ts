import { useSearchParams } from '@solidjs/router'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { Timeline } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import type { TimelineScroll } from './timeline-scroll'

/** Milliseconds a found item stays highlighted. */
const HIGHLIGHT_MS = 2600

export interface ItemJump {
  readonly foundId: Accessor<string | undefined>
  to(id: string): void
}

/** Goes to the item named in the address, loading history until it is there. */
export function createItemJump(timeline: Timeline, scroll: TimelineScroll): ItemJump {
  const [params, setParams] = useSearchParams<{ item?: string }>()
  const [wantedId, setWantedId] = createSignal<string>()
  const [foundId, setFoundId] = createSignal<string>()

  createEffect(() => {
    if (!params.item) return
    setWantedId(params.item)
    // Taken out of the address, so that the same hit can be chosen again and a reload does not jump.
    setParams({ item: undefined }, { replace: true })
  })

  createEffect(() => {
    const id = wantedId()
    if (!id || timeline.isLoading() || timeline.isLoadingOlder()) return
    if (timeline.entries.some((entry) => entry.id === id)) {
      setWantedId(undefined)
      scroll.reveal(id)
      highlight(id)
    } else if (timeline.hasOlder() && timeline.olderError() === null) {
      timeline.loadOlder()
    } else {
      setWantedId(undefined)
      showToast(timeline.olderError() === 'offline' ? t().dialog.timeline.olderOffline : t().dialog.timeline.itemMissing)
    }
  })

  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const highlight = (id: string) => {
    requestAnimationFrame(() => {
      document.getElementById(`item-${id}`)?.scrollIntoView({ block: 'center' })
      setFoundId(id)
      clearTimeout(timer)
      timer = setTimeout(() => setFoundId(undefined), HIGHLIGHT_MS)
    })
  }

  return { foundId, to: (id) => setWantedId(id) }
}
