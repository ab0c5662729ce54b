import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeChance } from '#shared/lib/chance'
import { moveBy } from './shared-text'

/** The delta that other people's edits make of a text. */
function deltaOf(text: string, edit: (shared: Y.Text) => void) {
  const doc = new Y.Doc()
  const shared = doc.getText('text')
  shared.insert(0, text)
  let delta: Parameters<typeof moveBy>[0] = []
  shared.observe((event) => {
    delta = event.delta
  })
  doc.transact(() => edit(shared))
  return { delta, after: shared.toString() }
}

describe('a caret while others type', () => {
  test('stays before the letter it stood before', () => {
    const { delta } = deltaOf('привет мир', (shared) => shared.insert(0, 'эй, '))
    expect(moveBy(delta)(7)).toBe(11)
  })

  test('does not move for what happens behind it', () => {
    const { delta } = deltaOf('привет мир', (shared) => shared.insert(8, 'ой'))
    expect(moveBy(delta)(7)).toBe(7)
  })

  test('is where its letter was when that is taken away', () => {
    const { delta } = deltaOf('привет мир', (shared) => shared.delete(2, 6))
    expect([1, 2, 5, 8, 9].map(moveBy(delta))).toEqual([1, 2, 2, 2, 3])
  })

  test('follows several edits at once', () => {
    const { delta, after } = deltaOf('привет мир', (shared) => {
      shared.delete(0, 2)
      shared.insert(4, '!!!')
      shared.insert(shared.length, '?')
    })
    expect(after).toBe('ивет!!! мир?')
    expect(after.slice(moveBy(delta)(7))).toBe('мир?')
  })

  test('never leaves the text, and keeps its letter while that letter lives', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const chance = makeChance(seed)
      // Every letter once, so that it can be found again.
      const text = 'абвгдежзиклмноп'.slice(0, 3 + chance.below(12))
      const { delta, after } = deltaOf(text, (shared) => {
        for (let edits = 1 + chance.below(3); edits > 0; edits -= 1) {
          const at = chance.below(shared.length + 1)
          if (chance.below(2) === 0) shared.insert(at, 'XYZ'.slice(0, 1 + chance.below(3)))
          else if (at < shared.length) shared.delete(at, 1 + chance.below(Math.min(4, shared.length - at)))
        }
      })
      for (let index = 0; index <= text.length; index += 1) {
        const moved = moveBy(delta)(index)
        expect(moved >= 0 && moved <= after.length).toBe(true)
        const letter = text[index]
        if (letter && after.includes(letter)) expect({ seed, text, after, index, at: after[moved] }).toMatchObject({ at: letter })
      }
    }
  })
})
