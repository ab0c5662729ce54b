/** Lists of products that two people have changed apart. Pure. */
import { isSame } from '../lib/is-same'

export interface MergedLines<L> {
  readonly lines: L[]
  /** Both have changed the same line, and not alike: ours stands. */
  readonly isContested: boolean
}

/** One list out of two that were made of `seen`: what either has added, changed or removed, line by line. A key names a product. */
export function mergeLines<L>(lists: Record<'seen' | 'theirs' | 'ours', readonly L[]>, keyOf: (line: L) => string): MergedLines<L> {
  if (isSame(lists.seen, lists.theirs)) return { lines: [...lists.ours], isContested: false }
  const seen = byKey(lists.seen, keyOf)
  const theirs = byKey(lists.theirs, keyOf)
  const ours = byKey(lists.ours, keyOf)
  let isContested = false
  const lines = [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((key) => {
    const [was, their, our] = [seen.get(key), theirs.get(key), ours.get(key)]
    const isOurs = !isSame(our, was)
    isContested ||= isOurs && !isSame(their, was) && !isSame(our, their)
    return (isOurs ? our : their) ?? []
  })
  return { lines, isContested }
}

/** A product that stands in two lines is told apart by which of them it is. */
function byKey<L>(lines: readonly L[], keyOf: (line: L) => string): ReadonlyMap<string, L> {
  const keyed = new Map<string, L>()
  for (const line of lines) {
    let key = keyOf(line)
    while (keyed.has(key)) key += '\n'
    keyed.set(key, line)
  }
  return keyed
}
