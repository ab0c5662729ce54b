/** Photographs of the sample: drawn, because nobody's photographs are ours. A woven check in two colours, as PNG. */
import { deflateSync } from 'node:zlib'
import type { Chance } from './chance'

export const PICTURE_WIDTH = 480
export const PICTURE_HEIGHT = 360

type Colour = readonly [red: number, green: number, blue: number]

const YARNS: readonly Colour[] = [
  [232, 220, 200],
  [193, 104, 74],
  [92, 98, 104],
  [128, 134, 88],
  [206, 160, 72],
  [214, 178, 176],
  [70, 92, 116],
]

export function drawPicture(chance: Chance): Uint8Array {
  const [warp = WHITE, weft = WHITE] = chance.shuffled(YARNS)
  const check = chance.between(28, 64)
  const thread = chance.between(2, 4)
  const rows: Buffer[] = []
  for (let y = 0; y < PICTURE_HEIGHT; y += 1) {
    // A PNG row begins with its filter: none.
    const row = Buffer.alloc(1 + PICTURE_WIDTH * 3)
    for (let x = 0; x < PICTURE_WIDTH; x += 1) {
      const isWarp = Math.floor(x / check) % 2 === 0
      const isWeft = Math.floor(y / check) % 2 === 0
      const over = (Math.floor(x / thread) + Math.floor(y / thread)) % 2 === 0
      const [red, green, blue] = isWarp === isWeft ? (isWarp ? warp : WHITE) : over ? weft : warp
      // Light from the upper left, and the grain of a phone's camera.
      const light = 1.08 - 0.28 * ((x + y) / (PICTURE_WIDTH + PICTURE_HEIGHT)) + (chance.next() - 0.5) * 0.05
      row.set([shade(red, light), shade(green, light), shade(blue, light)], 1 + x * 3)
    }
    rows.push(row)
  }
  return png(Buffer.concat(rows))
}

const WHITE: Colour = [240, 236, 228]
const shade = (value: number, light: number): number => Math.max(0, Math.min(255, Math.round(value * light)))

function png(rows: Buffer): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(PICTURE_WIDTH, 0)
  header.writeUInt32BE(PICTURE_HEIGHT, 4)
  // Eight bits a channel, red-green-blue.
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 3 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
