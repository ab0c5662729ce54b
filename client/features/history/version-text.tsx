import { createMemo, For } from 'solid-js'
import { diffText } from '#shared/lib/text-diff'
import styles from './version-text.module.css'

interface Piece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** A text with what was added to the one before it, and what was taken away. */
export function VersionText(props: { before: string; after: string }) {
  const pieces = createMemo(() => piecesOf(props.before, props.after))
  return (
    <p class={styles.text}>
      <For each={pieces()}>
        {(piece) => {
          if (piece.kind === 'added') return <ins class={styles.added}>{piece.text}</ins>
          return piece.kind === 'removed' ? <del class={styles.removed}>{piece.text}</del> : piece.text
        }}
      </For>
    </p>
  )
}

export function piecesOf(before: string, after: string): readonly Piece[] {
  const pieces: Piece[] = []
  const push = (kind: Piece['kind'], text: string) => text !== '' && pieces.push({ kind, text })
  let at = 0
  for (const { start, end, insert } of diffText(before, after)) {
    push('same', before.slice(at, start))
    push('removed', before.slice(start, end))
    push('added', insert)
    at = end
  }
  push('same', before.slice(at))
  return pieces
}
