/** What changed between two texts, by words; and one text out of two that began as the same one. Pure. */

/** `before[start, end)` gives way to `insert`. */
export interface Hunk {
  readonly start: number
  readonly end: number
  readonly insert: string
}

/** Changed words of one text times those of the other: beyond it, all between the first and the last is one change. */
const MAX_PAIRS = 2_000_000

const WORDS = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu

const wordsOf = (text: string): readonly string[] => text.match(WORDS) ?? []

/** In order, none touching another. */
export function diffText(before: string, after: string): readonly Hunk[] {
  const [from, to] = [wordsOf(before), wordsOf(after)]
  let head = 0
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < from.length - head && tail < to.length - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1
  const [mine, yours] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)]
  const start = from.slice(0, head).join('').length
  return hunksOf(start, mine, yours, commonWords(mine, yours))
}

/** Applies hunks of one text to it. */
export const patchText = (before: string, hunks: readonly Hunk[]): string =>
  hunks.reduceRight((text, { start, end, insert }) => text.slice(0, start) + insert + text.slice(end), before)

/**
 * `base` became `theirs` there and `mine` here. Both changes stand; the same change made twice stands once; where both
 * changed the same words, theirs stand and what was inserted here comes after them.
 */
export function mergeText(base: string, theirs: string, mine: string): string {
  if (theirs === base || theirs === mine) return mine
  if (mine === base) return theirs
  const [there, here] = [[...diffText(base, theirs)], [...diffText(base, mine)]]
  let merged = ''
  let at = 0
  while (there.length > 0 || here.length > 0) {
    const group = takeGroup(there, here)
    merged += base.slice(at, group.start) + resolve(base, group)
    at = group.end
  }
  return merged + base.slice(at)
}

interface Group {
  readonly start: number
  readonly end: number
  readonly there: readonly Hunk[]
  readonly here: readonly Hunk[]
}

/** The next hunks that overlap each other, taken out of both lists; often one alone. */
function takeGroup(there: Hunk[], here: Hunk[]): Group {
  const start = Math.min(there[0]?.start ?? Number.POSITIVE_INFINITY, here[0]?.start ?? Number.POSITIVE_INFINITY)
  const taken: { there: Hunk[]; here: Hunk[] } = { there: [], here: [] }
  let end = start
  const touches = (hunk: Hunk | undefined): hunk is Hunk => hunk !== undefined && (hunk.start < end || hunk.start === start)
  for (;;) {
    const list = touches(there[0]) ? 'there' : touches(here[0]) ? 'here' : null
    const hunk = list === null ? undefined : (list === 'there' ? there : here).shift()
    if (list === null || !hunk) return { start, end, ...taken }
    taken[list].push(hunk)
    end = Math.max(end, hunk.end)
  }
}

function resolve(base: string, { start, end, there, here }: Group): string {
  const region = base.slice(start, end)
  const within = (hunks: readonly Hunk[]) =>
    patchText(
      region,
      hunks.map((hunk) => ({ ...hunk, start: hunk.start - start, end: hunk.end - start })),
    )
  if (there.length === 0) return within(here)
  const theirs = within(there)
  if (here.length === 0 || theirs === within(here)) return theirs
  const inserted = here.map(({ insert }) => insert).join('')
  if (theirs.includes(inserted)) return theirs
  // Two words from two hands are not one word.
  const isGlued = /[\p{L}\p{N}]$/u.test(theirs) && /^[\p{L}\p{N}]/u.test(inserted)
  return `${theirs}${isGlued ? ' ' : ''}${inserted}`
}

/** Places of words that stand in both, in order: the longest such row. None when looking would take too long. */
function commonWords(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1
  if (a.length * b.length > MAX_PAIRS) return []
  /** For each pair of places how many words are common from there on. */
  const left = new Uint16Array((a.length + 1) * width)
  const at = (x: number, y: number): number => left[x * width + y] ?? 0
  for (let x = a.length - 1; x >= 0; x -= 1)
    for (let y = b.length - 1; y >= 0; y -= 1)
      left[x * width + y] = a[x] === b[y] ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1))
  const pairs: (readonly [number, number])[] = []
  let [x, y] = [0, 0]
  while (x < a.length && y < b.length) {
    if (a[x] === b[y]) pairs.push([x++, y++])
    else if (at(x + 1, y) >= at(x, y + 1)) x += 1
    else y += 1
  }
  return pairs
}

function hunksOf(
  offset: number,
  a: readonly string[],
  b: readonly string[],
  common: readonly (readonly [number, number])[],
): readonly Hunk[] {
  const hunks: Hunk[] = []
  let [x, y, start] = [0, 0, offset]
  for (const [nextX, nextY] of [...common, [a.length, b.length] as const]) {
    const removed = a.slice(x, nextX).join('')
    const insert = b.slice(y, nextY).join('')
    if (removed !== '' || insert !== '') hunks.push({ start, end: start + removed.length, insert })
    start += removed.length + (a[nextX]?.length ?? 0)
    ;[x, y] = [nextX + 1, nextY + 1]
  }
  return hunks
}
