import { describe, expect, test } from 'vitest'
import type { TimelineEntry } from './contract'
import { message, NOON } from './device-fixture'
import { brokenOff, mergeTimelines, type Stretch } from './merge-timelines'

const entry = (dialogId: string, dseq: number, at: number): TimelineEntry => {
  const item = message(dialogId, dseq, { at: NOON + at })
  return { id: item.id, item, isPending: false }
}
const stretch = (dialogId: string, times: readonly number[], more: Partial<Stretch> = {}): Stretch => ({
  dialogId,
  entries: times.map((at, index) => entry(dialogId, index + 1, at)),
  hasOlder: false,
  isHere: false,
  updatedAt: NOON + (times.at(-1) ?? 0),
  ...more,
})
const NONE: ReadonlySet<string> = new Set()
const shown = (stretches: readonly Stretch[], limit = 100, cut = NONE) => {
  const { entries, hasOlder } = mergeTimelines(stretches, limit, cut)
  return [entries.map(({ item }) => `${item.dialogId}${item.at - NOON}`).join(' '), hasOlder]
}

describe('[K2] one timeline of a person', () => {
  test('stands in the order of time, whatever channel', () => {
    expect(shown([stretch('a', [1, 5, 9]), stretch('b', [2, 6])])).toEqual(['a1 b2 a5 b6 a9', false])
  })

  test('[PER1] shows nothing older than where one of the dialogs breaks off', () => {
    const parts = [stretch('a', [1, 5, 9]), stretch('b', [6, 8], { hasOlder: true })]
    expect(shown(parts)).toEqual(['b6 b8 a9', true])
    expect(brokenOff(parts, NONE)).toEqual(['b'])
    const held = parts.map((part) => ({ ...part, isHere: true }))
    expect(brokenOff(held, NONE)).toEqual([])
  })

  test('[PER1] a dialog of which nothing is held hides what was said before its last word', () => {
    const parts = [stretch('a', [1, 5, 9]), stretch('b', [], { hasOlder: true, updatedAt: NOON + 7 })]
    expect(shown(parts)).toEqual(['a9', true])
    expect(brokenOff(parts, NONE)).toEqual(['b'])
  })

  test('what cannot be had now does not hold up the others', () => {
    const parts = [stretch('a', [1, 5, 9]), stretch('b', [6, 8], { hasOlder: true })]
    expect(shown(parts, 100, new Set(['b']))).toEqual(['a1 a5 b6 b8 a9', true])
    expect(brokenOff(parts, new Set(['b']))).toEqual([])
  })

  test('is a window: the newest of it, and word that there is more', () => {
    expect(shown([stretch('a', [1, 5, 9]), stretch('b', [2, 6])], 2)).toEqual(['b6 a9', true])
  })
})
