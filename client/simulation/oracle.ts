/** What must be true when everything has come to rest. */
import * as Y from 'yjs'
import { isWaiting } from '#shared/domain/dialog'
import { type DocumentName, TEXT_KEY } from '#shared/domain/document'
import type { Item } from '#shared/domain/item'
import type { Operator } from '#shared/domain/operator'
import type { Viewer } from '#shared/domain/permissions'
import { KINDS, refKey } from '#shared/domain/row'
import type { Store, StoredRow } from '../../server/store/port'
import type { Visibility } from '../../server/sync/visibility'
import { listed } from '../data/listing'
import { readPosition } from '../data/replica'
import type { Device } from './device'
import type { SimulatedServer } from './server'

/** @returns every broken promise in words; empty when all hold. */
export async function findFaults(
  { store, visibility }: SimulatedServer,
  devices: readonly Device[],
  acknowledged: ReadonlyMap<string, string>,
): Promise<string[]> {
  const faults: string[] = []
  const head = await store.head()
  const rows = (await store.changes({ from: 0, to: head, limit: 1_000_000 })).filter(({ row }) => row !== null)
  const items = rows.filter(({ kind }) => kind === 'item')

  for (const [key, itemId] of acknowledged) {
    const count = items.filter(({ row }) => (row as { text?: string }).text === key).length
    if (count !== 1) faults.push(`[I3] a visitor's acknowledged message ${key} (${itemId}) is there ${count} times`)
  }
  for (const device of devices) faults.push(...(await textFaults(store, device)))
  for (const device of devices)
    faults.push(...(await deviceFaults({ store, visibility, viewer: await viewerOf(store, device) }, device, rows, head)))
  return faults
}

/** The operator as the server knows them now. */
async function viewerOf(store: Store, { actor }: Device): Promise<Viewer> {
  const [stored] = await store.rows([{ kind: 'operator', id: actor.operatorId }])
  return { ...actor, access: (stored?.row as Operator | undefined)?.access }
}

async function deviceFaults(
  { store, visibility, viewer }: { store: Store; visibility: Visibility; viewer: Viewer },
  device: Device,
  rows: readonly StoredRow[],
  head: number,
): Promise<string[]> {
  const who = device.actor.operatorId
  const { replica, vault } = device.store
  const faults: string[] = []
  const position = await readPosition(replica)
  if (position.cursor !== head) faults.push(`[I2] ${who} rests at ${position.cursor}, the server at ${head}`)

  const expected = new Map(
    rows.filter((stored) => visibility.sees(viewer, stored)).map((stored) => [refKey(stored.kind, stored.id), stored.row]),
  )
  let held = 0
  for (const kind of KINDS) {
    for (const row of (await replica.tableOf(kind).toArray()) as { id: string }[]) {
      held += 1
      const key = refKey(kind, row.id)
      if (JSON.stringify(sorted(row)) !== JSON.stringify(sorted(expected.get(key)))) faults.push(`[I2] ${who} holds another ${key}`)
    }
  }
  if (held !== expected.size) faults.push(`[I2] ${who} holds ${held} rows of ${expected.size}`)

  for (const { dialogId, ranges } of await replica.ranges.toArray()) {
    for (const [lo, hi] of ranges) {
      const count = await replica.items.where('[dialogId+dseq]').between([dialogId, lo], [dialogId, hi], true, true).count()
      if (count !== hi - lo + 1) faults.push(`[I5] ${who} claims ${lo}–${hi} of ${dialogId} and holds ${count}`)
    }
  }
  const dialogs = await replica.dialogs.toArray()
  const listing = await replica.listing.toArray()
  if (JSON.stringify(listing.map(sorted)) !== JSON.stringify(dialogs.map((dialog) => sorted(listed(dialog)))))
    faults.push(`[CNT2] ${who}'s list is not that of the dialogs held`)
  const waiting = dialogs.filter(isWaiting).length
  if (waiting !== position.waiting) faults.push(`[CNT1] ${who} counts ${position.waiting} waiting dialogs, there are ${waiting}`)

  const results = new Map(
    (
      await store.results(
        device.given.map(({ id }) => id),
        who,
      )
    ).map((result) => [result.id, result]),
  )
  for (const { id, type, args } of device.given) {
    const result = results.get(id)
    if (!result) faults.push(`[I4] ${who}'s ${type} ${id} has no result`)
    if (type !== 'message.send') continue
    const { itemId } = args as { itemId: string }
    const isThere = rows.some(({ kind, id }) => kind === 'item' && id === itemId)
    if (result?.status === 'rejected' && !(await vault.outbox.get({ id })))
      faults.push(`[F2] ${who}'s refused message ${itemId} is not kept`)
    if (isThere !== (result?.status === 'done'))
      faults.push(`[I4] ${who}'s message ${itemId} is ${result?.status} and ${isThere ? 'there' : 'not there'}`)
  }
  faults.push(...orderFaults(device, rows))
  const left = await device.countUnsent()
  if (left > 0) faults.push(`[I10] ${who} still has ${left} things to send`)
  return faults
}

/** Key order is not content. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** [SES2] Messages of one device stand in a dialog in the order they were given. */
function orderFaults(device: Device, rows: readonly StoredRow[]): string[] {
  const places = new Map(rows.filter(({ kind }) => kind === 'item').map(({ id, row }) => [id, (row as Item).dseq]))
  const last = new Map<string, number>()
  const faults: string[] = []
  for (const { type, args } of device.given) {
    if (type !== 'message.send') continue
    const { dialogId, itemId } = args as { dialogId: string; itemId: string }
    const place = places.get(itemId)
    if (place === undefined) continue
    if (place < (last.get(dialogId) ?? 0)) faults.push(`[SES2] ${device.actor.operatorId}'s message ${itemId} stands before an earlier one`)
    last.set(dialogId, place)
  }
  return faults
}

/** [I7] Every word typed is on the server, or kept by its author as refused; a device shows no word the server lacks. */
async function textFaults(store: Store, device: Device): Promise<string[]> {
  const who = device.actor.operatorId
  const refused = new Set((await device.store.vault.updates.toArray()).filter(({ state }) => state === 'refused').map(({ doc }) => doc))
  const known = new Set((await device.store.replica.knownUpdates.toArray()).map(({ doc }) => doc))
  const faults: string[] = []
  for (const doc of new Set([...device.typed.map((each) => each.doc), ...(known as Set<DocumentName>)])) {
    if (refused.has(doc)) continue
    const there = textOf((await store.documents([doc])).get(doc)?.updates ?? []).split(' ')
    const here = (await device.read(doc)).getText(TEXT_KEY).toString().trim().split(' ')
    for (const { word } of device.typed.filter((each) => each.doc === doc)) {
      if (!there.includes(word)) faults.push(`[I7] "${word}" that ${who} typed into ${doc} is not on the server`)
    }
    for (const word of here) if (!there.includes(word)) faults.push(`[I7] ${who} holds "${word}" in ${doc}, the server does not`)
  }
  return faults
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText(TEXT_KEY).toString()
}
