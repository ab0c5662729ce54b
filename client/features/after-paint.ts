import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'

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

/** What a value was when the screen was last painted: `first` before it ever was. One that never rests is followed all the same. */
export function createPainted<T>(value: Accessor<T>, first: T): Accessor<T> {
  const [painted, setPainted] = createSignal(first)
  let cancel: (() => void) | undefined
  createEffect(
    on(value, () => {
      cancel ??= afterPaint(() => {
        cancel = undefined
        setPainted(() => value())
      })
    }),
  )
  onCleanup(() => cancel?.())
  return painted
}
