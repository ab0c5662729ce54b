import { expect, it } from 'vitest'
import { keepSame } from './keep-same'

it('an answer that says the same is the one from before', () => {
  const before = [{ id: 'a', tags: ['vip'], phone: { digits: '380' } }]
  expect(keepSame(before, structuredClone(before))).toBe(before)
})

it('what has not changed stays the same object around what has', () => {
  const before = { tags: [{ id: 'a' }, { id: 'b', name: 'old' }], fields: [{ id: 'c' }] }
  const next = keepSame(before, { tags: [{ id: 'a' }, { id: 'b', name: 'new' }], fields: [{ id: 'c' }] })
  expect(next).toEqual({ tags: [{ id: 'a' }, { id: 'b', name: 'new' }], fields: [{ id: 'c' }] })
  expect(next.tags[0]).toBe(before.tags[0])
  expect(next.tags[1]).not.toBe(before.tags[1])
  expect(next.fields).toBe(before.fields)
})

it('a row is known by its id wherever it has gone', () => {
  const before = [{ id: 'a' }, { id: 'b' }]
  const next = keepSame(before, [{ id: 'new' }, { id: 'b' }, { id: 'a' }])
  expect(next.map(({ id }) => id)).toEqual(['new', 'b', 'a'])
  expect([next[1], next[2]]).toEqual([before[1], before[0]])
  expect(next[1]).toBe(before[1])
  expect(next[2]).toBe(before[0])
})

it.each([
  ['a field that came', { id: 'a' }, { id: 'a', name: undefined }],
  ['a field that went', { id: 'a', name: undefined }, { id: 'a' }],
  ['a field in the place of another', { name: undefined }, { title: undefined }],
  ['a row fewer', [1, 2], [1]],
  ['nothing', { id: 'a' }, null],
  ['a list for a record', { 0: 'a' }, ['a']],
  ['a set', new Set(['a']), new Set(['b'])],
  ['bytes', new Uint8Array([1]), new Uint8Array([2])],
])('%s is a change', (_what, before, next) => {
  expect(keepSame(before, next)).toStrictEqual(next)
})
