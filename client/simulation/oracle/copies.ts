/** [I1][I2][I5] A device's copy is what a fresh snapshot would give its operator, and not a byte more. */
import { isWaiting } from '#shared/domain/dialog'
import type { Viewer } from '#shared/domain/permissions'
import { KINDS, refKey } from '#shared/domain/row'
import { customerName } from '../../data/customer-names'
import { listed } from '../../data/listing'
import { readPosition } from '../../data/replica'
import type { Device } from '../device'
import { type Words, wordsIn } from '../words'
import type { Truth } from './truth'

export async function copyFaults(truth: Truth, device: Device, viewer: Viewer, words: Words): Promise<string[]> {
  return [
    ...(await rowFaults(truth, device, viewer)),
    ...(await stretchFaults(truth, device)),
    ...(await countFaults(device)),
    ...(await forbiddenFaults(truth, device, viewer, words)),
  ]
}

/** Every row that is there is the server's; all are there but items and notes of further back than is held. */
async function rowFaults(truth: Truth, { store: { replica }, actor }: Device, viewer: Viewer): Promise<string[]> {
  const who = actor.operatorId
  const faults: string[] = []
  const { cursor } = await readPosition(replica)
  if (cursor !== truth.head) faults.push(`[I2] ${who} rests at ${cursor}, the server at ${truth.head}`)
  const seen = truth.rows.filter((stored) => truth.sees(viewer, stored))
  const expected = new Map(seen.map((stored) => [refKey(stored.kind, stored.id), stored.row]))
  const held = new Set<string>()
  for (const kind of KINDS) {
    for (const row of (await replica.tableOf(kind).toArray()) as { id: string }[]) {
      const key = refKey(kind, row.id)
      held.add(key)
      if (JSON.stringify(sorted(row)) !== JSON.stringify(sorted(expected.get(key)))) faults.push(`[I2] ${who} holds another ${key}`)
    }
  }
  for (const { kind, id } of seen) {
    if (kind !== 'item' && !held.has(refKey(kind, id)) && !id.startsWith('note.')) faults.push(`[I2] ${who} lacks ${refKey(kind, id)}`)
  }
  for (const item of truth.items) {
    if (item.kind !== 'note' || item.deleted || !held.has(refKey('item', item.id))) continue
    const doc = refKey('document', `note.${item.dialogId}.${item.id}`)
    if (expected.has(doc) && !held.has(doc)) faults.push(`[I2] ${who} holds the note ${item.id} without its text`)
  }
  return faults
}

/** Items lie in stretches without holes, one of which reaches the newest. */
async function stretchFaults(truth: Truth, { store: { replica }, actor, hasMadeRoom }: Device): Promise<string[]> {
  const who = actor.operatorId
  const faults: string[] = []
  const ranges = new Map((await replica.ranges.toArray()).map(({ dialogId, ranges }) => [dialogId, ranges]))
  for (const { id: dialogId, state } of await replica.dialogs.toArray()) {
    const claimed = ranges.get(dialogId) ?? []
    const held = await replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, Number.MAX_SAFE_INTEGER]).toArray()
    const places = new Set(held.map(({ dseq }) => dseq))
    const claims = claimed.flatMap(([lo, hi]) => Array.from({ length: hi - lo + 1 }, (_, index) => lo + index))
    if (claims.length !== places.size || claims.some((dseq) => !places.has(dseq)))
      faults.push(`[I5] ${who} claims ${JSON.stringify(claimed)} of ${dialogId} and holds ${[...places].join()}`)
    const last = truth.dialogs.get(dialogId)?.lastSeq
    const isLetGo = hasMadeRoom && state !== 'open' && claimed.length === 0
    if (claimed.at(-1)?.[1] !== last && !isLetGo) faults.push(`[I5] ${who} holds ${dialogId} up to ${claimed.at(-1)?.[1]}, not to ${last}`)
  }
  for (const dialogId of ranges.keys())
    if (!(await replica.dialogs.get(dialogId))) faults.push(`[EVC1] ${who} holds ranges of ${dialogId} without the dialog`)
  return faults
}

async function countFaults({ store: { replica }, actor }: Device): Promise<string[]> {
  const who = actor.operatorId
  const faults: string[] = []
  const dialogs = await replica.dialogs.toArray()
  const listing = await replica.listing.toArray()
  if (JSON.stringify(listing.map(sorted)) !== JSON.stringify(dialogs.map((dialog) => sorted(listed(dialog)))))
    faults.push(`[CNT2] ${who}'s list is not that of the dialogs held`)
  const names = await replica.customerNames.toArray()
  if (JSON.stringify(names) !== JSON.stringify((await replica.customers.toArray()).map(customerName)))
    faults.push(`[CNT3] ${who}'s order of customers is not that of those held`)
  const { waiting } = await readPosition(replica)
  const recount = dialogs.filter(isWaiting).length
  if (waiting !== recount) faults.push(`[CNT1] ${who} counts ${waiting} waiting dialogs, there are ${recount}`)
  return faults
}

/** [I1] Every word in any table of the copy belongs where this operator may look. */
async function forbiddenFaults(truth: Truth, { store: { replica }, actor }: Device, viewer: Viewer, words: Words): Promise<string[]> {
  const faults: string[] = []
  for (const table of replica.tables) {
    for (const word of wordsIn((await table.toArray()).map(bytesOf).join())) {
      const place = words.placeOf(word)
      if (place && !truth.maySee(viewer, place)) faults.push(`[I1] ${actor.operatorId} still holds ${word} in ${table.name}`)
    }
  }
  return faults
}

/** A row with whatever lies in its bytes and its base64. */
function bytesOf(row: unknown): string {
  if (row instanceof Uint8Array) return Buffer.from(row).toString('latin1')
  if (typeof row === 'string') return row.length > 40 ? `${row} ${Buffer.from(row, 'base64').toString('latin1')}` : row
  return typeof row === 'object' && row !== null ? Object.values(row).map(bytesOf).join(' ') : ''
}

/** Key order is not content. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
