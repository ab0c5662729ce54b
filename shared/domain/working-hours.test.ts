import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { isWorking, WorkingHours } from './working-hours'

const NINE_TO_SIX = { from: 540, to: 1080 }
const hours = (days: WorkingHours['days'], zone = 'Europe/Kyiv'): WorkingHours => ({ zone, days })
const WEEK = [...Array<typeof NINE_TO_SIX>(5).fill(NINE_TO_SIX), null, null]

describe('[A4] working hours', () => {
  test('are those of the channel’s place, in summer and in winter', () => {
    // Thursdays: 09:00 in Kyiv is 07:00 UTC in winter and 06:00 in summer.
    expect(isWorking(hours(WEEK), Date.parse('2026-11-26T06:59:59Z'))).toBe(false)
    expect(isWorking(hours(WEEK), Date.parse('2026-11-26T07:00:00Z'))).toBe(true)
    expect(isWorking(hours(WEEK), Date.parse('2026-07-16T05:59:59Z'))).toBe(false)
    expect(isWorking(hours(WEEK), Date.parse('2026-07-16T06:00:00Z'))).toBe(true)
    expect(isWorking(hours(WEEK), Date.parse('2026-11-26T15:59:59Z'))).toBe(true)
    expect(isWorking(hours(WEEK), Date.parse('2026-11-26T16:00:00Z'))).toBe(false)
  })

  test('have closed days, by the day of the place', () => {
    expect(isWorking(hours(WEEK), Date.parse('2026-11-28T10:00:00Z'))).toBe(false)
    // Sunday 23:30 UTC is Monday in Kyiv, and before nine.
    expect(isWorking(hours(WEEK), Date.parse('2026-11-29T23:30:00Z'))).toBe(false)
  })

  test('may go past midnight, and round the clock', () => {
    const nights = hours([{ from: 1320, to: 120 }, null, null, null, null, null, null], 'UTC')
    expect(isWorking(nights, Date.parse('2026-11-23T22:00:00Z'))).toBe(true)
    expect(isWorking(nights, Date.parse('2026-11-24T01:59:00Z'))).toBe(true)
    expect(isWorking(nights, Date.parse('2026-11-24T02:00:00Z'))).toBe(false)
    const always = hours(Array(7).fill({ from: 0, to: 1440 }), 'UTC')
    expect(isWorking(always, Date.parse('2026-11-24T23:59:59Z'))).toBe(true)
  })

  test('name a place that there is', () => {
    expect(v.is(WorkingHours, hours(WEEK))).toBe(true)
    expect(v.is(WorkingHours, hours(WEEK, 'Europe/Atlantis'))).toBe(false)
    expect(v.is(WorkingHours, hours(WEEK.slice(1)))).toBe(false)
  })
})
