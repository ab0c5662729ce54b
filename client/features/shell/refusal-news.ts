import { useLocation } from '@solidjs/router'
import { createEffect, on, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'

/** What comes back within so long is told together. Milliseconds. */
const GATHER_MS = 700

/** Says that what was done earlier has been refused, wherever its author is by then. What belongs to the open chat is shown there. */
export function tellRefusals(): void {
  const data = useData()
  const place = useLocation()
  let onTheWay: ReadonlySet<Id> = new Set()
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(data.outbox, (entries) => {
      const back = entries.filter(({ id, state }) => state === 'refused' && onTheWay.has(id))
      onTheWay = new Set(entries.flatMap(({ id, state }) => (state === 'refused' ? [] : [id])))
      const elsewhere = back.filter(({ dialogId }) => place.pathname !== `/chats/${dialogId}`).length
      if (elsewhere === 0) return
      count += elsewhere
      clearTimeout(timer)
      timer = setTimeout(() => {
        showToast(t().outbox.cameBack(count), { tone: 'danger' })
        count = 0
      }, GATHER_MS)
    }),
  )
  onCleanup(() => clearTimeout(timer))
}
