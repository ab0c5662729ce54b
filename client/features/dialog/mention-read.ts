import { createEffect, onCleanup } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { useAct } from '../act'
import { useData } from '../data-context'

/** An open dialog that somebody looks at has been seen: its note no longer calls. */
export function createMentionReading(row: () => DialogRow): void {
  const data = useData()
  const act = useAct()
  createEffect(() => {
    const { dialog } = row()
    if (!dialog.mentioned?.includes(data.me().operatorId)) return
    const read = () => document.visibilityState === 'visible' && void act('dialog.readMentions', { dialogId: dialog.id })
    read()
    document.addEventListener('visibilitychange', read)
    onCleanup(() => document.removeEventListener('visibilitychange', read))
  })
}
