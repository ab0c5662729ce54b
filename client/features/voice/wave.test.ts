import { describe, expect, it } from 'vitest'
import { WAVE_BARS } from '#shared/domain/attachment'
import { clock, waveOf } from './wave'

describe('a drawn waveform', () => {
  it('[C6] has the loudest of each stretch, within its range, however long the recording', () => {
    expect(waveOf([])).toEqual([])
    expect(waveOf([0, 0.5, 1, 2, -1])).toEqual([0, 16, 31, 31, 0])
    const long = waveOf(Array.from({ length: 5000 }, (_, n) => (n === 2500 ? 1 : 0.1)))
    expect(long).toHaveLength(WAVE_BARS)
    expect(Math.max(...long)).toBe(31)
  })
  it('[C6] says how long it is as people do', () => {
    expect([0, 999, 61_000, 600_000].map(clock)).toEqual(['0:00', '0:00', '1:01', '10:00'])
  })
})
