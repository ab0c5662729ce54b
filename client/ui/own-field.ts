import { type Accessor, createSignal } from 'solid-js'

export interface OwnField<T> {
  /** What is written here; what is stored, news too, as long as nothing is. */
  value(): T
  write(value: T): void
  /** What stands there by now, whoever wrote it. */
  stored(): T
  isChanged(): boolean
  /** Others have changed it since the writing began: theirs is not replaced unseen. */
  hasMoved(): boolean
  /** What is written here is meant in place of what stands there now. */
  keep(): void
  giveUp(): void
}

/** A field of a form over something that others change too. It is kept when the form is saved, and only if it was changed in it. */
export function createOwnField<T>(stored: Accessor<T>): OwnField<T> {
  const [own, setOwn] = createSignal<{ readonly value: T; readonly seen: T } | null>(null)
  const isChanged = () => {
    const written = own()
    return written !== null && !saysSame(written.value, written.seen) && !saysSame(written.value, stored())
  }
  const value = () => {
    const written = own()
    return written ? written.value : stored()
  }
  return {
    value,
    stored,
    write(value) {
      const written = own()
      const seen = written ? written.seen : stored()
      // Brought back to what stood there, it is nobody's but theirs who change it next.
      setOwn(isSame(value, seen) ? null : { value, seen })
    },
    isChanged,
    hasMoved: () => {
      const written = own()
      return written !== null && isChanged() && !saysSame(written.seen, stored())
    },
    keep: () => setOwn((written) => written && { ...written, seen: stored() }),
    giveUp: () => setOwn(null),
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
/** Spaces around a text are nobody's words. */
const saysSame = (one: unknown, other: unknown): boolean =>
  typeof one === 'string' && typeof other === 'string' ? one.trim() === other.trim() : isSame(one, other)
