type Mark = readonly [start: number, end: number]

export interface Part {
  readonly text: string
  readonly isMarked: boolean
}

/** Characters shown before the first mark, so that it is in sight on a narrow row. */
const LEAD_CHARS = 28

/** The text from shortly before its first mark on. */
export function snippet(text: string, marks: readonly Mark[]): { text: string; marks: readonly Mark[] } {
  const first = marks[0]?.[0] ?? 0
  if (first <= LEAD_CHARS + 8) return { text, marks }
  const from = first - LEAD_CHARS
  const by = from - 1
  return { text: `…${text.slice(from)}`, marks: marks.map(([start, end]) => [start - by, end - by]) }
}

/** Cuts a text at its marks. Marks that overlap or lie outside are taken as far as they make sense. */
export function markedParts(text: string, marks: readonly Mark[]): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(start, at)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    if (from > at) parts.push({ text: text.slice(at, from), isMarked: false })
    parts.push({ text: text.slice(from, to), isMarked: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMarked: false })
  return parts
}
