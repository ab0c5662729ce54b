import { describe, expect, test } from 'vitest'
import { newUids, type Place, parsePlace, readingOf } from './place'

const DAY = 24 * 60 * 60 * 1000
const place: Place = { uidValidity: '7', lastUid: 41, since: 10 * DAY, readAt: 20 * DAY }

describe('reading a mailbox', () => {
  test('[EM1] begins with what comes after it is connected', () => {
    const reading = readingOf(null, { uidValidity: '7', uidNext: 42 }, 5)
    expect(reading).toEqual({ kind: 'begin', place: { uidValidity: '7', lastUid: 41, since: 5, readAt: 5 } })
  })
  test('[EM1] goes on where it stopped, and takes nothing twice', () => {
    expect(readingOf(place, { uidValidity: '7', uidNext: 60 }, 5)).toEqual({ kind: 'go-on', place })
    expect(newUids([41], place)).toEqual([])
    expect(newUids([44, 42, 41, 44], place)).toEqual([42, 44])
  })
  test('[EM2] of a mailbox that numbers anew looks at the last days again, and at nothing from before it was connected', () => {
    expect(readingOf(place, { uidValidity: '8', uidNext: 3 }, 30 * DAY)).toEqual({
      kind: 'renumbered',
      place: { ...place, uidValidity: '8', lastUid: 0 },
      from: 17 * DAY,
    })
    expect(readingOf({ ...place, readAt: 11 * DAY }, { uidValidity: '8', uidNext: 3 }, 30 * DAY)).toMatchObject({ from: 10 * DAY })
  })
  test('[EM1] survives a place that cannot be read', () => {
    for (const broken of [null, '', '{', '{}', '{"uidValidity":"x"}']) expect(parsePlace(broken)).toBeNull()
    expect(parsePlace(JSON.stringify(place))).toEqual(place)
  })
})
