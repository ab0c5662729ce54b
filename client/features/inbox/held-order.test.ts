import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHeldOrder } from './held-order'

describe('[L6] the order of the list', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const start = (ids: readonly string[]) =>
    createRoot((dispose) => {
      const [order, setOrder] = createSignal(ids)
      return { held: createHeldOrder(order), setOrder, dispose }
    })

  test('stands still while the pointer moves over it, and follows when it rests or leaves', () => {
    const { held, setOrder, dispose } = start(['a', 'b', 'c'])
    held.hold()
    setOrder(['c', 'a', 'b'])
    expect(held.order()).toEqual(['a', 'b', 'c'])
    vi.advanceTimersByTime(1500)
    held.hold()
    vi.advanceTimersByTime(1500)
    expect(held.order()).toEqual(['a', 'b', 'c'])
    vi.advanceTimersByTime(1000)
    expect(held.order()).toEqual(['c', 'a', 'b'])
    held.hold()
    setOrder(['b', 'c', 'a'])
    held.release()
    expect(held.order()).toEqual(['b', 'c', 'a'])
    dispose()
  })

  test('grows at its end while it is held', () => {
    const { held, setOrder, dispose } = start(['a', 'b'])
    held.hold()
    setOrder(['n', 'a', 'b', 'c', 'd'])
    expect(held.order()).toEqual(['a', 'b', 'c', 'd'])
    dispose()
  })

  test('is there at once when the first rows come under the pointer', () => {
    const { held, setOrder, dispose } = start([])
    held.hold()
    setOrder(['a'])
    expect(held.order()).toEqual(['a'])
    dispose()
  })
})
