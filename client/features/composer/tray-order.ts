/** In which order files stand, and where a key or a pointer would put one. Pure. */
import type { Id } from '#shared/domain/id'

interface File {
  readonly id: Id
}

/** The files as `order` says; what it does not name comes last, as it was. Null: as they are. */
export function inOrder<F extends File>(files: readonly F[], order: readonly Id[] | null): readonly F[] {
  if (!order) return files
  const place = ({ id }: File) => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...files].sort((a, b) => place(a) - place(b))
}

export const isInOrder = (files: readonly File[], order: readonly Id[]): boolean =>
  files.length === order.length && files.every(({ id }, index) => id === order[index])

/** The file before which one stands that is put at `index`, counted without it; null: at the end. */
export function fileAfter(files: readonly File[], id: Id, index: number): Id | null {
  return files.filter((file) => file.id !== id)[index]?.id ?? null
}

/** Where a key puts the file that stands at `index` of `count`; null: it is no key for that. */
export function indexBy(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(index - 1, 0)
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(index + 1, count - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/**
 * Where a carried file belongs while the pointer is over another one: on the far side of it once its middle is passed, so
 * that a small file under the pointer does not jump back and forth with a large one.
 */
export function indexOver(at: { from: number; over: number }, isPastMiddle: boolean): number {
  if (at.over > at.from) return isPastMiddle ? at.over : at.over - 1
  if (at.over < at.from) return isPastMiddle ? at.over + 1 : at.over
  return at.from
}
