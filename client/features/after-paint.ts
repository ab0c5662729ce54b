/**
 * Runs once what has changed stands on the screen. For what makes the browser lay the page out, as taking the focus does:
 * done at once, it is laid out twice before anybody sees it.
 * @returns the way to prevent it.
 */
export function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
