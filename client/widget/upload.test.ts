import { expect, test } from 'vitest'
import { outcome } from './upload'

test('a file is refused for what it is and interrupted by what may pass', () => {
  expect([200, 201].map(outcome)).toEqual(['uploaded', 'uploaded'])
  expect([400, 401, 409, 413, 415].map(outcome)).toEqual(Array(5).fill('refused'))
  expect([0, 408, 429, 500, 503].map(outcome)).toEqual(Array(5).fill('interrupted'))
})
