/** [OVL2] Whenever an operator looks, what they wrote is on the screen, waiting or there, or stands among the refused. */
import { readPosition } from '../../data/replica'
import { lookAtDrafts } from '../../data/view'
import type { Device } from '../device'

export async function glanceFaults(device: Device): Promise<string[]> {
  const written = device.given.flatMap(({ id, type, args }) => {
    if (type !== 'message.send') return []
    return [{ id, ...(args as { dialogId: string; itemId: string }) }]
  })
  return lookAtDrafts(device.store, async ({ overlay, pending, refused }) => {
    // A new copy is on its way: nothing of the old one is shown.
    if ((await readPosition(device.store.replica)).epoch === null) return []
    const { dialogs, items } = device.store.replica
    const faults: string[] = []
    for (const { id, dialogId, itemId } of written) {
      if (overlay.get('item', itemId) || refused.some((row) => row.id === id)) continue
      // Among the waiting, and not laid over the rows because it would be refused as things stand.
      if (pending.some((row) => row.id === id && row.state !== 'done')) continue
      if ((await items.where('id').equals(itemId).count()) > 0) continue
      // Sent long since, and let go of with the history it is in.
      if (device.hasMadeRoom) continue
      // Taken out of sight together with its dialog.
      if (!(await dialogs.get(dialogId))) continue
      faults.push(`[OVL2] ${device.actor.operatorId}'s message ${itemId} is not to be seen in ${dialogId}`)
    }
    return faults
  })
}
