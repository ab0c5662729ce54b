/**
 * An archive of files as they are, without compression: pictures and recordings are compressed already, and every
 * system opens it. PKWARE's APPNOTE 6.3, 4.3; names are UTF-8 (bit 11). Pure.
 */
import { crc32 } from '#shared/lib/crc32'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const UTF8_NAMES = 1 << 11
/** 1 January 1980, the earliest there is: when a file was put into an archive says nothing about it. */
const NO_DATE = (1 << 5) | 1

/** @throws RangeError beyond 4 GiB, which needs another format. */
export function zip(entries: readonly ZipEntry[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const encoded = new TextEncoder().encode(name)
    const facts = factsOf(bytes, encoded)
    const local = block([[0x04034b50, 4], [20, 2], ...facts, [0, 2]], encoded)
    directory.push(block([[0x02014b50, 4], [20, 2], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]], encoded))
    parts.push(local, bytes)
    offset += local.length + bytes.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  if (offset + size > 0xffffffff) throw new RangeError('The archive is larger than 4 GiB')
  const count = entries.length
  const end = block([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ])
  return new Blob([...parts, ...directory, end], { type: 'application/zip' })
}

type Numbers = readonly (readonly [value: number, bytes: 2 | 4])[]

/** Flags, method (stored), time, date, checksum, sizes, length of the name. */
const factsOf = (bytes: Uint8Array, name: Uint8Array): Numbers => [
  [UTF8_NAMES, 2],
  [0, 2],
  [0, 2],
  [NO_DATE, 2],
  [crc32(bytes), 4],
  [bytes.length, 4],
  [bytes.length, 4],
  [name.length, 2],
]

function block(numbers: Numbers, text: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const length = numbers.reduce((sum, [, size]) => sum + size, 0)
  const bytes = new Uint8Array(length + text.length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, size] of numbers) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  bytes.set(text, length)
  return bytes
}
