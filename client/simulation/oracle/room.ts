/** [ROOM2] Room is made where nothing of the operator's own waits. Looked at while it is made: afterwards nothing shows it. */
import type { Device } from '../device'

export async function roomFaults(device: Device): Promise<string[]> {
  const { replica, vault } = device.store
  const ownDialogs = async () => new Set((await vault.outbox.toArray()).flatMap(({ dialogId }) => dialogId ?? []))
  const before = await ownDialogs()
  const kept = (await replica.ranges.bulkGet([...before])).flatMap((ranges) => ranges?.dialogId ?? [])
  await device.makeRoom()
  // What the server has answered meanwhile waits no more.
  const after = await ownDialogs()
  const held = kept.filter((id) => after.has(id))
  const [dialogs, ranges] = await Promise.all([replica.dialogs.bulkGet(held), replica.ranges.bulkGet(held)])
  return held.flatMap((id, index) =>
    dialogs[index] && !ranges[index] ? [`[ROOM2] ${device.actor.operatorId} lets go of ${id}, where there is unsent work`] : [],
  )
}
