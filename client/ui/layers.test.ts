import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeTopLayer, createLayer } from './layers'
import { makeAhead } from './made-ahead'

beforeEach(() => vi.stubGlobal('window', {}))
afterEach(() => vi.unstubAllGlobals())

test('Back closes what lies on top, and nothing where nothing does', () => {
  const closed: string[] = []
  const [lower, upper] = ['drawer', 'window'].map((name) =>
    createRoot((dispose) => {
      createLayer(() => closed.push(name))
      return dispose
    }),
  )
  expect(closeTopLayer()).toBe(true)
  upper?.()
  expect(closeTopLayer()).toBe(true)
  lower?.()
  expect(closeTopLayer()).toBe(false)
  expect(closed).toEqual(['window', 'drawer'])
})

test('what is made ahead lies over nothing before it is shown', async () => {
  const made = createRoot(() =>
    makeAhead(() => {
      createLayer(() => undefined)
      return null
    }, null),
  )
  expect(closeTopLayer()).toBe(false)
  made.show()
  await Promise.resolve()
  expect(closeTopLayer()).toBe(true)
  made.dispose()
  expect(closeTopLayer()).toBe(false)
})
