import { describe, expect, test } from 'vitest'
import { likelyStep, stepTo } from './step'

const IDS = ['a', 'b', 'c']

describe('[L9] the keys for the next and the previous chat', () => {
  test('go on from the open chat, and no further than the list', () => {
    expect(stepTo(IDS, { at: 1, last: 1 }, 1)).toBe('c')
    expect(stepTo(IDS, { at: 1, last: 1 }, -1)).toBe('a')
    expect(stepTo(IDS, { at: 2, last: 2 }, 1)).toBeUndefined()
    expect(stepTo(IDS, { at: 0, last: 0 }, -1)).toBeUndefined()
  })

  test('begin at the top when no chat is open', () => {
    expect(stepTo(IDS, { at: -1, last: null }, 1)).toBe('a')
    expect(stepTo([], { at: -1, last: null }, 1)).toBeUndefined()
  })

  test('go on where the chat stood that has just left the list', () => {
    expect(stepTo(IDS, { at: -1, last: 1 }, 1)).toBe('b')
    expect(stepTo(IDS, { at: -1, last: 1 }, -1)).toBe('a')
    expect(stepTo(IDS, { at: -1, last: 3 }, 1)).toBe('c')
    expect(stepTo(IDS, { at: -1, last: 0 }, -1)).toBe('a')
    expect(stepTo([], { at: -1, last: 2 }, 1)).toBeUndefined()
  })
})

test('[L9] the chat above is expected by whoever went up by one, the one below by everybody else', () => {
  expect(likelyStep(IDS, 'c', 'b')).toBe(-1)
  expect(likelyStep(IDS, 'a', 'b')).toBe(1)
  expect(likelyStep(IDS, 'c', 'a')).toBe(1)
  expect(likelyStep(IDS, 'a', undefined)).toBe(1)
  expect(likelyStep(IDS, undefined, 'a')).toBe(1)
})
