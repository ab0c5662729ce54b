import { describe, expect, it } from 'vitest'
import { FIT, moved, swiped, zoomed } from './zoom'

describe('looking closer at a picture', () => {
  it('[W6] keeps what is under the pointer under it', () => {
    const at = { x: 100, y: -40 }
    const { scale, x, y } = zoomed(FIT, 2, at)
    // The point of the picture that was at `at`: (at - offset) / scale, before and after.
    expect([(at.x - x) / scale, (at.y - y) / scale]).toEqual([100, -40])
  })
  it('[W6] ends at eight times, and going back ends in the middle', () => {
    expect(zoomed(FIT, 100).scale).toBe(8)
    expect(zoomed(zoomed(FIT, 4, { x: 50, y: 50 }), 0.01)).toEqual(FIT)
  })
  it('[W6] a picture is not moved out of the window, nor at all when it fits', () => {
    const window = { width: 1000, height: 800 }
    expect(moved(FIT, { x: 10, y: 10 }, window)).toEqual(FIT)
    expect(moved({ scale: 2, x: 0, y: 0 }, { x: 9999, y: -9999 }, window)).toEqual({ scale: 2, x: 750, y: -600 })
  })
  it('[W6] a finger goes on to the next picture where the picture fits, and moves one that is close', () => {
    expect([swiped(FIT, { x: -48, y: 24 }), swiped(FIT, { x: 48, y: -24 })]).toEqual([1, -1])
    expect([swiped(FIT, { x: -47, y: 0 }), swiped(FIT, { x: -48, y: 25 }), swiped({ scale: 1.1, x: 0, y: 0 }, { x: -200, y: 0 })]).toEqual([
      0, 0, 0,
    ])
  })
})
