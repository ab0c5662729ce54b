import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPainted } from './after-paint'

let frames: (() => void)[] = []

/** What a frame runs. The tasks behind it come when the clock moves. */
function frame(): void {
  const due = frames
  frames = []
  for (const run of due) run()
}

function start() {
  const [value, setValue] = createSignal('a')
  return { ...createRoot((dispose) => ({ dispose, painted: createPainted(value, '') })), setValue }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = []
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a value counts as painted once the frame is over', () => {
  const { painted, setValue } = start()
  expect(painted()).toBe('')
  frame()
  expect(painted()).toBe('')
  vi.advanceTimersByTime(1)
  expect(painted()).toBe('a')
  setValue('b')
  expect(painted()).toBe('a')
  frame()
  vi.advanceTimersByTime(1)
  expect(painted()).toBe('b')
})

test('one that changes oftener than there are frames is followed, and nobody is told after the end', () => {
  const { painted, setValue, dispose } = start()
  for (const next of ['b', 'c', 'd']) {
    frame()
    setValue(next)
  }
  vi.advanceTimersByTime(1)
  expect(painted()).toBe('d')
  setValue('e')
  dispose()
  frame()
  vi.advanceTimersByTime(1)
  expect(painted()).toBe('d')
})
