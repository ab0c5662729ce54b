/**
 * What an update says, found without decoding it: one walk over its bytes, nothing made but a few numbers. Updates as
 * typing in a text makes them are known for what they are here, on the event loop, within microseconds; everything else
 * is for the decoder's thread.
 *
 * PLAIN1 An update that passes is read by Yjs without an error, and costs it no more than its length. What is not sure
 * to be so does not pass, even where Yjs would take it.
 * PLAIN2 What says anything but a text is stored in no document: pieces of other kinds that Yjs reads one by one may
 * together make a document that it cannot read.
 */
import { TEXT_KEY } from '#shared/domain/document'

/** Pieces that one author wrote without a gap between them. */
export interface Section {
  readonly client: number
  readonly clock: number
  /** The clock after the last piece. */
  readonly end: number
  readonly pieces: number
  /** Where the pieces lie. */
  readonly from: number
  readonly to: number
}

export interface PlainUpdate {
  readonly bytes: Uint8Array
  readonly sections: readonly Section[]
  /** Authors of whom something is deleted; what, lies from here to the end. */
  readonly deleting: number
  readonly deletesFrom: number
}

/** A keystroke has one piece; a replaced paragraph some. Each costs Yjs a search among the others. */
const MAX_PIECES = 64
/** What Yjs makes of random numbers. */
const MAX_CLIENT = 0xffffffff
/** No text of ours comes near; far below where numbers stop being exact. */
const MAX_CLOCK = 0x7fffffff

const GC = 0
const DELETED = 1
const STRING = 4
/** A gap that whoever put several updates together did not have. */
const SKIP = 10
const KIND = 0x1f
const HAS_PARENT_SUB = 0x20
const HAS_RIGHT_ORIGIN = 0x40
const HAS_ORIGIN = 0x80
/** «In the shared type of the name that follows.» */
const IN_ROOT = 1

const KEY = new TextEncoder().encode(TEXT_KEY)

/** Of the walk under way. A walk does not wait for anything, so there is one at a time. */
let bytes: Uint8Array = new Uint8Array(0)
let at = 0
let mayHaveGaps = false

/** Whether it is of a text and nothing else, however much and with whatever gaps. */
export function isTextUpdate(update: Uint8Array): boolean {
  mayHaveGaps = true
  try {
    // No piece is shorter than a byte.
    return scanUpdate(update, update.length) !== null
  } finally {
    mayHaveGaps = false
  }
}

/** @returns null for what is not sure to be harmless. @param maxPieces of all authors together. */
export function scanUpdate(update: Uint8Array, maxPieces = MAX_PIECES): PlainUpdate | null {
  bytes = update
  at = 0
  const sections = readSections(maxPieces)
  if (!sections) return null
  const deleting = number()
  const deletesFrom = at
  // Bytes behind the end, and an update that says nothing, are no work of Yjs.
  if (!readDeletes(deleting, maxPieces) || at !== update.length || (sections.length === 0 && deleting === 0)) return null
  return { bytes: update, sections, deleting, deletesFrom }
}

function readSections(maxPieces: number): Section[] | null {
  const count = number()
  if (count < 0 || count > maxPieces) return null
  const sections: Section[] = []
  let left = maxPieces
  // Greatest first: the order in which the library merges them, and loses what is not in it.
  let above = MAX_CLIENT + 1
  for (let index = 0; index < count; index += 1) {
    const pieces = number()
    const client = number()
    const clock = number()
    if (pieces < 1 || pieces > left || client < 0 || client >= above || clock < 0) return null
    left -= pieces
    above = client
    const from = at
    let end = clock
    for (let piece = 0; piece < pieces; piece += 1) {
      const length = readPiece(client, end)
      if (length < 1) return null
      end += length
    }
    if (end > MAX_CLOCK) return null
    sections.push({ client, clock, end, pieces, from, to: at })
  }
  return sections
}

/** @param own the piece's own clock. @returns its length in the author's clock; -1 when it is none of the plain ones. */
function readPiece(author: number, own: number): number {
  const info = byte()
  if (info < 0) return -1
  const kind = info & KIND
  if (info === GC || (info === SKIP && mayHaveGaps)) return number()
  if (kind !== STRING && kind !== DELETED) return -1
  if (info & HAS_PARENT_SUB) return -1
  if (info & HAS_ORIGIN && !readId(author, own)) return -1
  if (info & HAS_RIGHT_ORIGIN && !readId(author, own)) return -1
  if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) && !readParent()) return -1
  return kind === STRING ? readText() : number()
}

/** A piece stands beside earlier ones of its author; Yjs trips over one that stands beside itself. */
function readId(author: number, own: number): boolean {
  const client = number()
  const clock = number()
  return client >= 0 && client <= MAX_CLIENT && clock >= 0 && clock < (client === author ? own : MAX_CLOCK)
}

/** Only the document's one text; other types are for the decoder. */
function readParent(): boolean {
  if (number() !== IN_ROOT || number() !== KEY.length || at + KEY.length > bytes.length) return false
  for (const letter of KEY) if (bytes[at++] !== letter) return false
  return true
}

/** @returns its length as JavaScript counts it; -1 when it is not UTF-8. */
function readText(): number {
  const size = number()
  const end = at + size
  if (size < 0 || end > bytes.length) return -1
  let length = 0
  while (at < end) {
    const first = bytes[at] ?? 0
    if (first < 0x80) {
      at += 1
      length += 1
      continue
    }
    const more = first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1
    if (more < 0 || at + more >= end || !continues(first, more)) return -1
    at += more + 1
    length += more === 3 ? 2 : 1
  }
  return length
}

/** Whether the bytes after the first of a letter go on with it: no longer writing than needed, no half surrogate, nothing beyond Unicode. */
function continues(first: number, more: number): boolean {
  const second = bytes[at + 1] ?? 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return false
  for (let index = 2; index <= more; index += 1) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return false
  return true
}

function readDeletes(count: number, maxClients: number): boolean {
  if (count < 0 || count > maxClients) return false
  for (let index = 0; index < count; index += 1) {
    const client = number()
    let ranges = number()
    if (client < 0 || client > MAX_CLIENT || ranges < 1) return false
    for (; ranges > 0; ranges -= 1) {
      const clock = number()
      const length = number()
      if (clock < 0 || length < 1 || clock + length > MAX_CLOCK) return false
    }
  }
  return true
}

function byte(): number {
  return at < bytes.length ? (bytes[at++] ?? -1) : -1
}

/** A number in groups of seven bits, as lib0 writes it; -1 when it is cut off or larger than any of ours. */
function number(): number {
  let value = 0
  for (let scale = 1; scale <= 0x10000000; scale *= 128) {
    const next = byte()
    if (next < 0) return -1
    value += (next & 127) * scale
    if (next < 128) return value
  }
  return -1
}
