import { findMarks, searchVariants } from '#shared/lib/text'

const NAME = 'found-words'

/**
 * Marks the words that were searched for where they stand on the page, without touching it: what is below may change
 * under its own components. Browsers that cannot do this show the whole message highlighted, as they do anyway.
 * @returns the first of them, and the way to take them off.
 */
export function markWords(element: Element, query: string): { first: Range | null; unmark: () => void } {
  if (!('highlights' in CSS)) return { first: null, unmark: () => undefined }
  const variants = searchVariants(query)
  const words = [...new Set(variants.flatMap((variant) => variant.split(/\s+/)).filter((word) => word.length > 1))]
  const ranges: Range[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    // The words may stand in different places of the page, or one of them in a link.
    for (const [start, end] of findMarks(text, variants) ?? words.flatMap((word) => findMarks(text, [word]) ?? [])) {
      const range = new Range()
      range.setStart(node, start)
      range.setEnd(node, end)
      ranges.push(range)
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges))
  return { first: ranges[0] ?? null, unmark: () => void CSS.highlights.delete(NAME) }
}
