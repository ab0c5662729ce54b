import { afterEach, expect, test, vi } from 'vitest'
import { fetchAhead } from './fetch-ahead'

const isFetched = (navigator: object): boolean => {
  vi.stubGlobal('navigator', navigator)
  const load = vi.fn(async () => undefined)
  fetchAhead(load)
  return load.mock.calls.length > 0
}

afterEach(() => vi.unstubAllGlobals())

test('code is fetched ahead where it can be had', () => {
  expect(isFetched({ onLine: true })).toBe(true)
  expect(isFetched({ onLine: false, serviceWorker: { controller: {} } })).toBe(true)
})

test('a script that cannot be had is not asked for: the browser would never ask for it again', () => {
  expect(isFetched({ onLine: false })).toBe(false)
  expect(isFetched({ onLine: false, serviceWorker: { controller: null } })).toBe(false)
})
