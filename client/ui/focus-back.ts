import { onCleanup } from 'solid-js'

/**
 * What had the focus when the owner came has it again as soon as the owner goes, if it goes with the focus in it. At once: a
 * moment later a key may have opened something else, which closes when the focus leaves it, and letters would be lost.
 * @param content what goes.
 * @param anchor takes it when what had it is gone.
 */
export function createFocusBack(content: () => HTMLElement | undefined, anchor?: () => HTMLElement | undefined): void {
  const before = document.activeElement
  onCleanup(() => {
    const active = document.activeElement
    if (active && active !== document.body && !content()?.contains(active)) return
    for (const each of [before, anchor?.()]) if (take(each)) return
  })
}

/** @returns whether it has the focus now. */
function take(each: Element | null | undefined): boolean {
  if (!(each instanceof HTMLElement) || each === document.body) return false
  each.focus({ preventScroll: true })
  return document.activeElement === each
}
