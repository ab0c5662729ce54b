/** [I4][F2][SES2] Every command has one result, the effect that it says, and its place in the order. */
import type { Id } from '#shared/domain/id'
import type { Result } from '#shared/protocol/frames'
import type { Store } from '../../../server/store/port'
import type { Device, Given } from '../device'
import type { Truth } from './truth'

export async function workFaults(store: Store, truth: Truth, device: Device): Promise<string[]> {
  const who = device.actor.operatorId
  const ids = device.given.map(({ id }) => id)
  const results = new Map((await store.results(ids, who)).map((result) => [result.id, result]))
  const left = await device.unsent()
  return [
    ...(left.length > 0 ? [`[I10] ${who} still keeps ${left.join()}`] : []),
    ...device.given.flatMap(({ id, type }) => (results.has(id) ? [] : [`[I4] ${who}'s ${type} ${id} has no result`])),
    ...(await messageFaults(truth, device, results)),
    ...noteFaults(truth, device, results),
    ...orderFaults(truth, device),
  ]
}

/** A message is there if and only if its command was done; refused ones are kept for their author. */
async function messageFaults(truth: Truth, device: Device, results: ReadonlyMap<Id, Result>): Promise<string[]> {
  const who = device.actor.operatorId
  const there = new Set(truth.items.map(({ id }) => id))
  const faults: string[] = []
  for (const { id, type, args } of device.given) {
    if (type !== 'message.send') continue
    const { itemId } = args as { itemId: string }
    const status = results.get(id)?.status
    if (status === 'rejected' && !(await device.store.vault.outbox.get({ id })))
      faults.push(`[F2] ${who}'s refused message ${itemId} is not kept`)
    if (there.has(itemId) !== (status === 'done'))
      faults.push(`[I4] ${who}'s message ${itemId} is ${status} and ${there.has(itemId) ? 'there' : 'not there'}`)
  }
  return faults
}

function noteFaults(truth: Truth, device: Device, results: ReadonlyMap<Id, Result>): string[] {
  const there = new Set(truth.items.map(({ id }) => id))
  return device.given.flatMap(({ id, type, args }) => {
    if (type !== 'note.create' || results.get(id)?.status !== 'done') return []
    const { itemId } = args as { itemId: string }
    return there.has(itemId) ? [] : [`[I4] ${device.actor.operatorId}'s note ${itemId} is done and not there`]
  })
}

/** Messages of one device stand in a dialog in the order they were given. */
function orderFaults(truth: Truth, device: Device): string[] {
  const places = new Map(truth.items.map(({ id, dseq }) => [id, dseq]))
  const last = new Map<string, number>()
  const faults: string[] = []
  for (const { type, args } of device.given as readonly Given[]) {
    if (type !== 'message.send') continue
    const { dialogId, itemId } = args as { dialogId: string; itemId: string }
    const place = places.get(itemId)
    if (place === undefined) continue
    if (place < (last.get(dialogId) ?? 0)) faults.push(`[SES2] ${device.actor.operatorId}'s message ${itemId} stands before an earlier one`)
    last.set(dialogId, place)
  }
  return faults
}
