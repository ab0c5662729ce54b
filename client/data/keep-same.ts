/**
 * An answer that is read anew says mostly the same as before. What is drawn from it is told apart by its objects: with the old
 * ones in place a row stays the row it was, and keeps focus, pointer and what is being typed in it. Pure.
 */

/** @returns `next`, each part of it that says the same as in `before` being the very object from there. Rows are found by their `id`. */
export function keepSame<T>(before: unknown, next: T): T {
  return shared(before, next) as T
}

function shared(before: unknown, next: unknown): unknown {
  if (isList(before) && isList(next)) {
    const known = new Map(before.map((part, index) => [keyOf(part, index), part]))
    const parts = next.map((part, index) => shared(known.get(keyOf(part, index)), part))
    return parts.length === before.length && parts.every((part, index) => part === before[index]) ? before : parts
  }
  if (isRecord(before) && isRecord(next)) {
    const parts = Object.entries(next).map(([field, part]) => [field, shared(before[field], part)] as const)
    const isSame = ([field, part]: readonly [string, unknown]) => Object.hasOwn(before, field) && part === before[field]
    return parts.length === Object.keys(before).length && parts.every(isSame) ? before : Object.fromEntries(parts)
  }
  return next
}

const keyOf = (part: unknown, index: number): unknown => (isRecord(part) ? (part.id ?? index) : index)

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** Read from the tables or written as a literal; what has a class of its own is taken as it is. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
