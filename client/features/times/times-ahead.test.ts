import { afterEach, describe, expect, test, vi } from 'vitest'
import { fieldMoment, fieldTime, timesAhead } from './times-ahead'

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

describe('[C8] in the night', () => {
  test('the morning that comes is offered before that of tomorrow', () => {
    expect(written('2026-11-25T00:40:00')).toEqual([
      'hour 2026-11-25T01:40',
      'morning 2026-11-25T09:00',
      'evening 2026-11-25T19:00',
      'tomorrow 2026-11-26T09:00',
      'monday 2026-11-30T09:00',
    ])
  })
})

describe('[C8] what a field for date and time says', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('is the very moment that stands in it, in the hour that a change to winter time repeats too', () => {
    vi.stubEnv('TZ', 'Europe/Kyiv')
    const second = Date.UTC(2026, 9, 25, 1, 30, 20)
    expect(fieldTime(second)).toBe('2026-10-25T03:30')
    expect(fieldMoment('2026-10-25T03:30', second)).toBe(second)
    expect(fieldMoment('2026-10-25T05:00', second)).toBe(Date.UTC(2026, 9, 25, 3))
  })

  test('is nothing while a part of it is missing', () => {
    expect(fieldMoment('', local('2026-11-25T10:00:00'))).toBeNull()
  })
})
