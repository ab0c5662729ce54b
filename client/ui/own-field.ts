import { type Accessor, batch, createComputed, createSignal, on } from 'solid-js'
import { isSame } from '#shared/lib/is-same'

export interface OwnField<T> {
  /** What is written here; what is stored, news too, as long as nothing is. */
  value(): T
  write(value: T): void
  /** What stands there by now, whoever wrote it. */
  stored(): T
  /** What stood there when the writing began, as far as it has been looked at since. */
  seen(): T
  isChanged(): boolean
  /** Others have changed it since the writing began: theirs is not replaced unseen. */
  hasMoved(): boolean
  /** What is written here is meant in place of what stands there now. */
  keep(): void
  giveUp(): void
  /** It is on its way to be what is stored: that is no news, and what is written from here on is a change of it. */
  saved(value: T): void
}

/** Of a form, by the names of what is kept. */
export type OwnFields<T> = { readonly [N in keyof T]: OwnField<T[N]> }

/** `values` are on their way to be what is stored, see {@link OwnField.saved}. */
export function allSaved<T extends object>(own: OwnFields<T>, values: T): void {
  const saved = <N extends keyof T>(name: N) => own[name].saved(values[name])
  batch(() => (Object.keys(own) as (keyof T)[]).forEach(saved))
}

interface Own<T> {
  readonly value: T
  readonly seen: T
  readonly saved?: { readonly value: T }
}

/** What is written here and what others have made of what it was written over, as one; contested: the writer is to look first. */
type Merge<T> = (seen: T, theirs: T, ours: T) => { readonly value: T; readonly isContested: boolean }

/**
 * A field of a form over something that others change too. It is kept when the form is saved, and only if it was changed in it.
 * @param merge for what has parts: others' changes of other parts come to what is written here.
 */
export function createOwnField<T>(stored: Accessor<T>, merge: Merge<T> = contested): OwnField<T> {
  const [own, setOwn] = createSignal<Own<T> | null>(null)
  createComputed(on(stored, (theirs) => setOwn((written) => written && withNews(written, theirs, merge))))
  const isChanged = () => {
    const written = own()
    return written !== null && !saysSame(written.value, written.seen) && !saysSame(written.value, stored())
  }
  const value = () => {
    const written = own()
    return written ? written.value : stored()
  }
  const seen = () => {
    const written = own()
    return written ? written.seen : stored()
  }
  return {
    value,
    stored,
    seen,
    write(value) {
      const saved = own()?.saved
      setOwn(saved ? { value, seen: seen(), saved } : changeOf(value, seen()))
    },
    isChanged,
    hasMoved: () => {
      const written = own()
      return written !== null && isChanged() && !saysSame(written.seen, stored())
    },
    keep: () => setOwn((written) => written && { value: merge(written.seen, stored(), written.value).value, seen: stored() }),
    giveUp: () => setOwn(null),
    saved: (saved) => setOwn((written) => written && afterSave(written, saved, stored())),
  }
}

/** Brought back to what stood there, it is nobody's but theirs who change it next. */
const changeOf = <T>(value: T, seen: T): Own<T> | null => (isSame(value, seen) ? null : { value, seen })

function withNews<T>(written: Own<T>, theirs: T, merge: Merge<T>): Own<T> | null {
  const { value, seen, saved } = written
  if (isSame(seen, theirs)) return written
  if (saved && saysSame(saved.value, theirs)) return saysSame(value, theirs) ? null : { value, seen: theirs }
  const merged = merge(seen, theirs, value)
  return merged.isContested ? written : changeOf(merged.value, theirs)
}

/** It may stand there before the one who saves hears of it. */
const afterSave = <T>(written: Own<T>, saved: T, theirs: T): Own<T> | null =>
  saysSame(saved, theirs)
    ? saysSame(written.value, theirs)
      ? null
      : { value: written.value, seen: theirs }
    : { ...written, saved: { value: saved } }

const contested = <T>(_seen: T, _theirs: T, ours: T) => ({ value: ours, isContested: true })

/** Spaces around a text are nobody's words. */
const saysSame = (one: unknown, other: unknown): boolean =>
  typeof one === 'string' && typeof other === 'string' ? one.trim() === other.trim() : isSame(one, other)
