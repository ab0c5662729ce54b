/** Frames in which rows that come into sight take their real heights. */
const FRAMES = 4

/** Puts something in its place, and again while the rows around it are being laid out. */
export function steadily(place: () => void): void {
  let left = FRAMES
  const again = () => {
    place()
    if (--left > 0) requestAnimationFrame(again)
  }
  requestAnimationFrame(again)
}
