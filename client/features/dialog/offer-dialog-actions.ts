import type { Accessor } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { offerActions } from '../palette/offers'
import { assignable } from '../people'
import type { DialogActions } from './dialog-actions'

/** What can be done to the open dialog and has no key of its own, in the palette. */
export function offerDialogActions(row: Accessor<DialogRow>, actions: DialogActions): void {
  const data = useData()
  offerActions(() => {
    const from = t().palette.dialog
    const others = assignable(data.operators(), data.me().operatorId).filter(({ id }) => id !== row().dialog.assigneeId)
    return [
      ...(row().dialog.assigneeId === null ? [] : [{ id: 'unassign', name: t().dialog.unassign, from, run: () => actions.assign(null) }]),
      ...others.map(({ id, name }) => ({ id: `assign.${id}`, name: t().palette.assign(name), from, run: () => actions.assign(id) })),
    ]
  })
}
