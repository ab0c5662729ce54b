import { elementScroll, type VirtualizerOptions } from '@tanstack/solid-virtual'

type Options = VirtualizerOptions<HTMLElement, HTMLElement>

/** What of the window's height a list takes, for as long as it has not been laid out. */
const LIKELY_SHARE = 0.8

/**
 * For a virtualizer of rows of known height: it asks nothing for which a page that is still being made would have to be laid out.
 * A list that has just come stands at its top, and is told its height once it has one, before it is painted.
 */
export function withoutLayout(): Pick<Options, 'observeElementRect' | 'scrollToFn'> {
  const placed = new WeakSet<HTMLElement>()
  return {
    observeElementRect({ scrollElement }, tell) {
      if (!scrollElement) return
      tell({ width: 0, height: Math.round(innerHeight * LIKELY_SHARE) })
      const observer = new ResizeObserver(() => tell({ width: scrollElement.clientWidth, height: scrollElement.clientHeight }))
      observer.observe(scrollElement)
      return () => observer.disconnect()
    },
    // Each list is first put where it has been: a new one to its top, where it stands already.
    scrollToFn(offset, how, virtualizer) {
      const { scrollElement } = virtualizer
      const isNew = scrollElement !== null && !placed.has(scrollElement)
      if (scrollElement) placed.add(scrollElement)
      if (!isNew || offset + (how.adjustments ?? 0) !== 0) elementScroll(offset, how, virtualizer)
    },
  }
}
