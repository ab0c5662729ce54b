import { expect, test } from 'vitest'
import { isSeen } from './people'

test('a name of signs that have no shape is none', () => {
  for (const name of [undefined, '', ' ', '\u200f', '\u3164', '\u2800\u200b']) expect(isSeen(name), JSON.stringify(name)).toBe(false)
  for (const name of ['А', 'محمد', '😀', '👩‍👧', '.', '\u200fשרה']) expect(isSeen(name), name).toBe(true)
})
