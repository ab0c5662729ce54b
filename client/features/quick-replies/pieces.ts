import { blanksIn } from './variables'

export interface Piece {
  readonly text: string
  readonly isBlank: boolean
}

/** A text cut where its blanks are. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const [start, end] of blanksIn(text)) {
    if (start > from) found.push({ text: text.slice(from, start), isBlank: false })
    found.push({ text: text.slice(start, end), isBlank: true })
    from = end
  }
  if (from < text.length) found.push({ text: text.slice(from), isBlank: false })
  return found
}
