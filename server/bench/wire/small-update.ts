/**
 * Yjs updates as typing makes them: one letter after the last of the same author, some twenty bytes. Written and read by
 * hand, because the library would cost the load more than the server that is measured.
 */

/** Client ids of Yjs are 32 random bits; from here on up they take five bytes, as most do. */
const FIRST_CLIENT = 0x80000000
/** Of each author so many letters may be under way. */
const UNDER_WAY = 8192

/** Somebody who types in one document. */
export class Author {
  readonly clientId: number
  clock = 0
  /** Letters that the server has acknowledged to their author. */
  acknowledged = 0
  readonly #sentAt = new Float64Array(UNDER_WAY)

  constructor(readonly index: number) {
    this.clientId = FIRST_CLIENT + index
  }

  sentAt(clock: number): number {
    return this.#sentAt[clock % UNDER_WAY] ?? 0
  }

  /** Writes the next letter. @returns where it ends. */
  type(out: Uint8Array, from: number, now: number): number {
    const clock = this.clock++
    this.#sentAt[clock % UNDER_WAY] = now
    let at = from
    out[at++] = 1
    out[at++] = 1
    at = writeVarUint(out, at, this.clientId)
    at = writeVarUint(out, at, clock)
    if (clock === 0) {
      // The first stands in the shared type `text`.
      out.set(FIRST, at)
      at += FIRST.length
    } else {
      out[at++] = STRING | HAS_ORIGIN
      at = writeVarUint(out, at, this.clientId)
      at = writeVarUint(out, at, clock - 1)
    }
    out[at++] = 1
    out[at++] = LETTER
    out[at++] = 0
    return at
  }
}

const LETTER = 0x78
const STRING = 4
const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const FIRST = new Uint8Array([STRING, 1, 4, ...new TextEncoder().encode('text')])
/** Longest update that `type` writes. */
export const MAX_UPDATE_LENGTH = 32

export type Told = (author: number, fromClock: number, toClock: number) => void

/**
 * Tells which letters of which authors are in an update made of updates that `Author` wrote.
 * @throws Error for anything else
 */
export function readUpdate(bytes: Uint8Array, from: number, told: Told): void {
  const at = { bytes, position: from }
  for (let sections = readVarUint(at); sections > 0; sections -= 1) {
    const structs = readVarUint(at)
    const author = readVarUint(at) - FIRST_CLIENT
    const clock = readVarUint(at)
    let letters = 0
    for (let left = structs; left > 0; left -= 1) letters += readStruct(at)
    told(author, clock, clock + letters)
  }
}

function readStruct(at: Cursor): number {
  const info = at.bytes[at.position++] ?? 0
  if ((info & 31) !== STRING) throw new Error(`A piece of kind ${info & 31} in an update that only letters went into`)
  if (info & HAS_ORIGIN) skipId(at)
  if (info & HAS_RIGHT_ORIGIN) skipId(at)
  if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) at.position += FIRST.length - 1
  const length = readVarUint(at)
  at.position += length
  return length
}

function skipId(at: Cursor): void {
  readVarUint(at)
  readVarUint(at)
}

export interface Cursor {
  readonly bytes: Uint8Array
  position: number
}

export function readVarUint(at: Cursor): number {
  let value = 0
  let scale = 1
  for (;;) {
    const byte = at.bytes[at.position++] ?? 0
    value += (byte & 127) * scale
    if (byte < 128) return value
    scale *= 128
  }
}

export function writeVarUint(out: Uint8Array, from: number, value: number): number {
  let at = from
  let left = value
  while (left > 127) {
    out[at++] = 128 | (left % 128)
    left = Math.floor(left / 128)
  }
  out[at++] = left
  return at
}

export const varUintLength = (value: number): number =>
  value < 128 ? 1 : value < 16_384 ? 2 : value < 2_097_152 ? 3 : value < 268_435_456 ? 4 : 5
