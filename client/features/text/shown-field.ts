import type { Earlier } from '#shared/domain/earlier'
import type { OwnField } from '../../ui/own-field'
import type { EarlierWords } from './earlier-list'

/** A field of a form as people read of it. */
export interface ShownField<T> {
  readonly name: string
  text(value: T): string
  readonly own?: OwnField<T>
}

/** What edits have replaced, field by field, with the way back into the form. */
export function earlierWords<F extends object>(
  earlier: readonly Earlier<F>[] | undefined,
  fields: { readonly [K in keyof F]: ShownField<F[K]> },
): EarlierWords[] {
  const names = Object.keys(fields) as (keyof F)[]
  const one = <K extends keyof F>({ at, by, was }: Earlier<F>, key: K): EarlierWords[] => {
    const value = was[key]
    const { name, text, own } = fields[key]
    if (value === undefined) return []
    return [{ at, by, name, text: text(value), ...(own ? { restore: () => own.write(value) } : {}) }]
  }
  return (earlier ?? []).flatMap((each) => names.flatMap((key) => one(each, key)))
}
