import { describe, expect, test } from 'vitest'
import { fieldTime, timesAhead } from './times-ahead'

const local = (text: string): number => new Date(text).getTime()
const written = (now: string) => timesAhead(local(now)).map(({ name, at }) => `${name} ${fieldTime(at)}`)

describe('[C8] times to put things off to', () => {
  test('in the morning of a Wednesday there are four', () => {
    expect(written('2026-11-25T10:20:00')).toEqual([
      'hour 2026-11-25T11:20',
      'evening 2026-11-25T19:00',
      'tomorrow 2026-11-26T09:00',
      'monday 2026-11-30T09:00',
    ])
  })

  test('an evening that has come is not offered, and a Monday that is tomorrow is tomorrow', () => {
    expect(written('2026-11-29T21:00:00')).toEqual(['hour 2026-11-29T22:00', 'tomorrow 2026-11-30T09:00'])
    expect(written('2026-11-30T18:30:00')).toEqual(['hour 2026-11-30T19:30', 'tomorrow 2026-12-01T09:00', 'monday 2026-12-07T09:00'])
  })
})
