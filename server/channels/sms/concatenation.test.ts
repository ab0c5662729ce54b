import { describe, expect, test } from 'vitest'
import { concatenationHeader, takeHeader } from './concatenation'

describe('the header of one of several SMS', () => {
  test('[H9] goes there and back', () => {
    const header = concatenationHeader({ ref: 300, total: 3, n: 2 })
    expect(header).toEqual(Buffer.from([5, 0, 3, 300 & 0xff, 3, 2]))
    expect(takeHeader(Buffer.concat([header, Buffer.from('text')]))).toEqual({
      place: { ref: 44, total: 3, n: 2 },
      body: Buffer.from('text'),
    })
  })
  test('[H9] is found with a long reference, and behind other things', () => {
    expect(takeHeader(Buffer.from([6, 8, 4, 1, 2, 2, 1, 0x41])).place).toEqual({ ref: 258, total: 2, n: 1 })
    expect(takeHeader(Buffer.from([9, 4, 2, 0, 1, 0, 3, 7, 2, 2, 0x41]))).toEqual({
      place: { ref: 7, total: 2, n: 2 },
      body: Buffer.from('A'),
    })
  })
  test('[H9] that makes no sense leaves the SMS alone', () => {
    for (const bytes of [[], [0], [200, 1], [5, 0, 3, 1, 2, 3], [5, 0, 3, 1, 0, 0], [3, 0, 9, 1], [5, 0, 2, 1, 1, 1]])
      expect(takeHeader(Buffer.from(bytes)).place).toBeNull()
  })
})
