import { describe, expect, test } from 'vitest'
import { heard, newRhythm, passed, type Rhythm, silentSince } from './rhythm'

const HOUR = 3_600_000
/** A Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 10, 23)

/** So many conversations an hour from nine to six on working days, for some weeks. */
function lived({ weeks, perHour }: { weeks: number; perHour: number }): Rhythm {
  let rhythm = newRhythm(MONDAY - weeks * 168 * HOUR)
  for (let hour = 0; hour < weeks * 168; hour += 1) {
    const at = MONDAY - weeks * 168 * HOUR + hour * HOUR
    rhythm = passed(rhythm, at, true)
    const isWork = hour % 168 < 5 * 24 && hour % 24 >= 9 && hour % 24 < 18
    const isDue = perHour >= 1 || hour % Math.round(1 / perHour) === 0
    for (let n = 0; isWork && isDue && n < perHour; n += 1) rhythm = heard(rhythm, at + n, true)
  }
  return passed(rhythm, MONDAY, true)
}
const quiet = (rhythm: Rhythm, hours: number) => silentSince(passedBy(rhythm, hours), MONDAY + hours * HOUR)
function passedBy(rhythm: Rhythm, hours: number): Rhythm {
  let now = rhythm
  for (let hour = 1; hour <= hours; hour += 1) now = passed(now, MONDAY + hour * HOUR, true)
  return now
}

describe('[SIL1] a channel that usually gets messages', () => {
  const busy = lived({ weeks: 3, perHour: 5 })
  const since = MONDAY - 2 * 24 * HOUR - 7 * HOUR + 4

  test('is not silent over a weekend and a night, and is a while into the morning', () => {
    // The rest of Friday’s last hour counts as well.
    expect(quiet(busy, 9)).toBeNull()
    expect(quiet(busy, 10)).toBe(since)
  })

  test('is not silent for a lull of less than two hours, however busy it is', () => {
    const very = lived({ weeks: 2, perHour: 60 })
    const at = MONDAY + 10 * HOUR
    const now = heard(passedBy(very, 10), at, true)
    expect(silentSince(now, at + 2 * HOUR - 1)).toBeNull()
    expect(silentSince(now, at + 2 * HOUR)).toBe(at)
  })

  test('is as usual again with the first message', () => {
    const at = MONDAY + 12 * HOUR
    expect(silentSince(heard(passedBy(busy, 12), at, false), at + HOUR)).toBeNull()
  })

  test('is noticed as ever after the clock was put back', () => {
    const wednesday = MONDAY - 120 * HOUR
    let now = busy
    for (let hour = 0; hour <= 12; hour += 1) now = passed(now, wednesday + hour * HOUR, true)
    expect(silentSince(now, wednesday + 12 * HOUR)).toBe(wednesday)
  })

  test('takes ten lines in a row for one thing', () => {
    let one = lived({ weeks: 1, perHour: 0 })
    for (let n = 0; n < 50; n += 1) one = heard(one, MONDAY + n, n === 0)
    expect(one.count).toBe(1)
  })
})

describe('[SIL1] a channel that gets few messages', () => {
  test('is not silent for days, and is when even by its own measure it is', () => {
    const rare = lived({ weeks: 3, perHour: 0.1 })
    expect(quiet(rare, 100)).toBeNull()
    const few = lived({ weeks: 3, perHour: 1 })
    expect(quiet(few, 15)).toBeNull()
    expect(quiet(few, 16)).not.toBeNull()
  })

  test('is never silent before it has been listened to for a week', () => {
    expect(silentSince(newRhythm(MONDAY), MONDAY + 3 * 168 * HOUR)).toBeNull()
  })
})

describe('[SIL2] hours in which nobody listened', () => {
  const busy = lived({ weeks: 3, perHour: 5 })

  test('teach nothing, and no silence is counted over them', () => {
    const paused = passed(busy, MONDAY + 14 * HOUR, false)
    expect(paused.usual).toEqual(busy.usual)
    expect(silentSince(paused, MONDAY + 15 * HOUR)).toBeNull()
    const wasOff = passed(busy, MONDAY + 12 * HOUR, true)
    expect(wasOff.usual).toEqual(busy.usual)
    expect(wasOff.since).toBe(MONDAY + 12 * HOUR)
  })

  test('a week of silence lowers what is usual, and is forgotten in time', () => {
    const after = passedBy(busy, 168)
    expect(after.usual[9]).toBeCloseTo(3.5)
    expect(silentSince(after, MONDAY + 168 * HOUR)).not.toBeNull()
  })
})
