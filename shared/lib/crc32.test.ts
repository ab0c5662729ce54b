import { expect, test } from 'vitest'
import { crc32 } from './crc32'
import { encodeUtf8 } from './platform'

test('is the checksum that everybody knows', () => {
  expect(crc32(encodeUtf8('123456789'))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array())).toBe(0)
})

test('tells every single flipped bit, and every cut-off end', () => {
  const bytes = encodeUtf8('Позвонить в среду')
  const whole = crc32(bytes)
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    expect(crc32(flipped)).not.toBe(whole)
  }
  for (let end = 0; end < bytes.length; end += 1) expect(crc32(bytes.subarray(0, end))).not.toBe(whole)
})
