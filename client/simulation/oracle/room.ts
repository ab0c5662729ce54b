/** [ROOM2] Room is made where nothing of the operator's own waits. Looked at while it is made: afterwards nothing shows it. */
import type { Device } from '../device'

export async function roomFaults(device: Device): Promise<string[]> {
  const { replica, vault } = device.store
  const own = (await vault.outbox.toArray()).flatMap(({ dialogId }) => dialogId ?? [])
  const held = (await replica.ranges.bulkGet(own)).flatMap((ranges) => ranges?.dialogId ?? [])
  await device.makeRoom()
  const [dialogs, ranges] = await Promise.all([replica.dialogs.bulkGet(held), replica.ranges.bulkGet(held)])
  return held.flatMap((id, index) =>
    dialogs[index] && !ranges[index] ? [`[ROOM2] ${device.actor.operatorId} lets go of ${id}, where there is unsent work`] : [],
  )
}
