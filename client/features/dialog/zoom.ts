/** How a picture stands on the screen: pure, so that wheel, pinch and keys agree. */
export interface Zoom {
  /** 1: as it fits the window. */
  readonly scale: number
  /** Pixels from the middle of the window. */
  readonly x: number
  readonly y: number
}

export const FIT: Zoom = { scale: 1, x: 0, y: 0 }
const MAX_SCALE = 8

/** Closer or farther, so that what is under the pointer stays under it. Points are from the middle of the window. */
export function zoomed(zoom: Zoom, by: number, at: { readonly x: number; readonly y: number } = { x: 0, y: 0 }): Zoom {
  const scale = Math.min(MAX_SCALE, Math.max(1, zoom.scale * by))
  if (scale === 1) return FIT
  const ratio = scale / zoom.scale
  return { scale, x: at.x - (at.x - zoom.x) * ratio, y: at.y - (at.y - zoom.y) * ratio }
}

/** Moved, but never so far that the picture leaves the window. */
export function moved(
  zoom: Zoom,
  by: { readonly x: number; readonly y: number },
  window: { readonly width: number; readonly height: number },
): Zoom {
  if (zoom.scale === 1) return FIT
  const most = {
    x: (window.width * (zoom.scale - 1)) / 2 + window.width / 4,
    y: (window.height * (zoom.scale - 1)) / 2 + window.height / 4,
  }
  const within = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value))
  return { ...zoom, x: within(zoom.x + by.x, most.x), y: within(zoom.y + by.y, most.y) }
}

/** Pixels; less is a tap by an unsteady hand. */
const SWIPE = 48

/** @returns the picture that a finger asks for that went so far: the next one to the left, the one before to the right. 0: none. */
export function swiped({ scale }: Zoom, by: { readonly x: number; readonly y: number }): 1 | -1 | 0 {
  if (scale > 1 || Math.abs(by.x) < SWIPE || Math.abs(by.x) < 2 * Math.abs(by.y)) return 0
  return by.x < 0 ? 1 : -1
}
