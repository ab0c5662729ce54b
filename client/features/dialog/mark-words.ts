import { findMarks, searchVariants } from '#shared/lib/text'

const NAME = 'found-words'

/**
 * Marks the words that were searched for where they stand on the page, without touching it: what is below may change
 * under its own components. Browsers that cannot do this show the whole message highlighted, as they do anyway.
 * @returns the way to take the marks off.
 */
export function markWords(element: Element, query: string): () => void {
  if (!('highlights' in CSS)) return () => undefined
  const variants = searchVariants(query)
    .flatMap((variant) => variant.split(/\s+/))
    .filter((word) => word.length > 1)
  const ranges: Range[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const variant of new Set(variants)) {
      for (const [start, end] of findMarks(node.textContent ?? '', [variant]) ?? []) {
        const range = new Range()
        range.setStart(node, start)
        range.setEnd(node, end)
        ranges.push(range)
      }
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges))
  return () => void CSS.highlights.delete(NAME)
}
