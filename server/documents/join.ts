/** Plain updates as one, by putting their bytes together: nothing is decoded, so a hundred of them cost a few microseconds. */
import type { PlainUpdate, Section } from './scan'

interface Part {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
}

interface Run {
  readonly client: number
  readonly clock: number
  end: number
  pieces: number
  readonly parts: Part[]
}

/** @returns one update as a rule; more when an author's updates overlap or leave a gap, which no update may hold. */
export function joinUpdates(updates: readonly PlainUpdate[]): readonly Uint8Array[] {
  const [only] = updates
  if (only && updates.length === 1) return [only.bytes]
  const joined: Uint8Array[] = []
  let runs = new Map<number, Run>()
  let deletes: Part[] = []
  let deleting = 0
  const finish = () => {
    if (runs.size > 0 || deleting > 0) joined.push(write(runs, { deletes, deleting }))
    runs = new Map()
    deletes = []
    deleting = 0
  }
  for (const update of updates) {
    if (!update.sections.every((section) => follows(runs.get(section.client), section))) finish()
    for (const section of update.sections) take(runs, update.bytes, section)
    if (update.deleting === 0) continue
    deleting += update.deleting
    deletes.push({ bytes: update.bytes, from: update.deletesFrom, to: update.bytes.length })
  }
  finish()
  return joined
}

const follows = (run: Run | undefined, section: Section): boolean => run === undefined || run.end === section.clock

function take(runs: Map<number, Run>, bytes: Uint8Array, { client, clock, end, pieces, from, to }: Section): void {
  const run = runs.get(client)
  const part = { bytes, from, to }
  if (!run) {
    runs.set(client, { client, clock, end, pieces, parts: [part] })
    return
  }
  run.end = end
  run.pieces += pieces
  run.parts.push(part)
}

/** Authors greatest first, as the library writes them: it merges by that order, and loses what is not in it. */
function write(runs: ReadonlyMap<number, Run>, { deletes, deleting }: { deletes: readonly Part[]; deleting: number }): Uint8Array {
  const ordered = [...runs.values()].sort((one, other) => other.client - one.client)
  let size = numberSize(runs.size) + numberSize(deleting)
  for (const { client, clock, pieces, parts } of ordered) {
    size += numberSize(pieces) + numberSize(client) + numberSize(clock)
    for (const { from, to } of parts) size += to - from
  }
  for (const { from, to } of deletes) size += to - from
  const out = new Uint8Array(size)
  let at = putNumber(out, 0, runs.size)
  for (const { client, clock, pieces, parts } of ordered) {
    at = putNumber(out, at, pieces)
    at = putNumber(out, at, client)
    at = putNumber(out, at, clock)
    at = putParts(out, at, parts)
  }
  at = putNumber(out, at, deleting)
  putParts(out, at, deletes)
  return out
}

/** Byte by byte: most are some twenty long, for which a call to copy them costs more. */
function putParts(out: Uint8Array, from: number, parts: readonly Part[]): number {
  let at = from
  for (const part of parts) for (let index = part.from; index < part.to; index += 1) out[at++] = part.bytes[index] ?? 0
  return at
}

function putNumber(out: Uint8Array, from: number, value: number): number {
  let at = from
  let left = value
  while (left > 127) {
    out[at++] = 128 | (left % 128)
    left = Math.floor(left / 128)
  }
  out[at++] = left
  return at
}

function numberSize(value: number): number {
  let size = 1
  for (let left = value; left > 127; left = Math.floor(left / 128)) size += 1
  return size
}
