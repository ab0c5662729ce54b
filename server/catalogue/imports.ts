/**
 * Price lists on their way into the catalogue: read once to say what would change, and again to change it. What is known
 * of one is kept in memory: after a restart it is sent again, which does no harm, because a product is named by its SKU.
 */
import type { Command } from '#shared/commands/catalogue'
import { effectOf, MAX_UPSERT_CHARS, MAX_UPSERT_PRODUCTS, type ProductEntry } from '#shared/commands/product'
import type { Actor } from '#shared/commands/spec'
import { type Id, newId } from '#shared/domain/id'
import type { ListPreview, ListReading, ListState } from '#shared/domain/price-list'
import { type Product, productId } from '#shared/domain/product'
import type { Executor } from '../commands/execute'
import type { Store } from '../store/port'
import type { ListLine } from './list-line'
import { readList } from './read-list'

/** Products compared with the catalogue at once. */
const COMPARED = 500
/** Commands under way at once: enough that one commit holds several, few enough that operators' commands get between them. */
const COMMANDS_AT_ONCE = 4
const MAX_SAMPLE = 20
const MAX_BAD = 50
/** Lists remembered. */
const MAX_KEPT = 20

export interface ListFile {
  readonly path: string
  readonly bytes: number
}

export interface Imports {
  state(key: string): ListState | null
  /** Reads a list, instead of what was being done with it. */
  read(key: string, file: ListFile, reading: ListReading): void
  /** Takes in what was read last. @returns false when there is nothing ready. */
  apply(key: string, actor: Actor): boolean
  forget(key: string): void
  close(): void
}

interface Kept {
  state: ListState
  readonly file: ListFile
  readonly reading: ListReading
  readonly abort: AbortController
}

export function createImports(options: { store: Pick<Store, 'rows'>; executor: Executor; onError: (error: unknown) => void }): Imports {
  const { store, executor, onError } = options
  const lists = new Map<string, Kept>()

  function forget(key: string): void {
    lists.get(key)?.abort.abort()
    lists.delete(key)
  }

  function run(kept: Kept, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (kept.abort.signal.aborted) return
      onError(error)
      kept.state = { ...kept.state, phase: 'failed' }
    })
  }

  async function* compared(kept: Kept, on: Partial<Parameters<typeof readList>[1]>): AsyncGenerator<readonly Compared[]> {
    const { file, reading, abort } = kept
    const nothing = () => undefined
    const lines = readList(file.path, { reading, signal: abort.signal, onBytes: nothing, onFormat: nothing, onHead: nothing, ...on })
    let some: ListLine[] = []
    for await (const line of lines) {
      abort.signal.throwIfAborted()
      some.push(line)
      if (some.length < COMPARED) continue
      yield await compare(store, some)
      some = []
    }
    yield await compare(store, some)
  }

  async function preview(kept: Kept): Promise<void> {
    let seen = EMPTY
    const tell = (phase: ListState['phase'], done: number) => {
      kept.state = { phase, done, total: kept.file.bytes, preview: seen }
    }
    const groups = compared(kept, {
      onBytes: (read) => tell('reading', read),
      onFormat: (format) => {
        seen = { ...seen, format }
      },
      onHead: ({ titles, columns }) => {
        seen = { ...seen, columns: titles.map((title, index) => ({ title, column: columns[index] ?? 'skip' })) }
      },
    })
    for await (const group of groups) seen = withGroup(seen, group)
    tell('ready', kept.file.bytes)
  }

  async function takeIn(kept: Kept, actor: Actor, total: number): Promise<void> {
    let done = 0
    const portions: ProductEntry[][] = []
    async function send(until: number): Promise<void> {
      while (portions.length > until) {
        const some = portions.splice(0, COMMANDS_AT_ONCE)
        const results = await Promise.all(await executor.admit(actor, some.map(commandOf)))
        if (results.some(({ status }) => status === 'rejected')) throw new Error('A portion of a price list was refused')
        done += some.flat().length
        kept.state = { ...kept.state, phase: 'applying', done, total }
      }
    }
    for await (const group of compared(kept, {})) {
      const entries = group.flatMap((each) => ('entry' in each && each.effect !== 'same' ? [each.entry] : []))
      portions.push(...portionsOf(entries).map((portion) => [...portion]))
      await send(COMMANDS_AT_ONCE)
    }
    await send(0)
    kept.state = { ...kept.state, phase: 'done', done, total: done }
  }

  return {
    state: (key) => lists.get(key)?.state ?? null,
    read(key, file, reading) {
      forget(key)
      for (const eldest of lists.keys()) if (lists.size >= MAX_KEPT) forget(eldest)
      const state: ListState = { phase: 'reading', done: 0, total: file.bytes, preview: null }
      const kept: Kept = { state, file, reading, abort: new AbortController() }
      lists.set(key, kept)
      run(kept, () => preview(kept))
    },
    apply(key, actor) {
      const kept = lists.get(key)
      if (kept?.state.phase !== 'ready' || !kept.state.preview) return false
      const total = kept.state.preview.added + kept.state.preview.changed
      kept.state = { ...kept.state, phase: 'applying', done: 0, total }
      run(kept, () => takeIn(kept, actor, total))
      return true
    },
    forget,
    close() {
      for (const key of [...lists.keys()]) forget(key)
    },
  }
}

type Compared =
  | Extract<ListLine, { problem: unknown }>
  | (Extract<ListLine, { entry: unknown }> & { readonly effect: 'added' | 'changed' | 'same'; readonly before: Product | undefined })

async function compare(store: Pick<Store, 'rows'>, lines: readonly ListLine[]): Promise<readonly Compared[]> {
  const ids = lines.flatMap((line) => ('entry' in line ? [productId(line.entry.sku) ?? ''] : []))
  const stored = await store.rows(ids.map((id) => ({ kind: 'product', id })))
  // The store returns what was written under the kind.
  const known = new Map(stored.map(({ id, row }) => [id, row as Product]))
  return lines.map((line): Compared => {
    if ('problem' in line) return line
    const before = known.get(productId(line.entry.sku) ?? '')
    const effect = effectOf(before, line.entry)
    return effect === 'unnamed' ? { line: line.line, problem: 'name' } : { ...line, effect, before }
  })
}

const EMPTY: ListPreview = { format: 'csv', added: 0, changed: 0, same: 0, problems: 0, columns: [], sample: [], bad: [] }

function withGroup(seen: ListPreview, group: readonly Compared[]): ListPreview {
  const count = (effect: string) => group.filter((each) => 'effect' in each && each.effect === effect).length
  const problems = group.flatMap((each) => ('problem' in each ? [each] : []))
  const shown = group
    .slice(0, MAX_SAMPLE * 2)
    .flatMap((each) => ('effect' in each && each.effect !== 'same' ? [sampleOf(each, each.effect)] : []))
  return {
    ...seen,
    added: seen.added + count('added'),
    changed: seen.changed + count('changed'),
    same: seen.same + count('same'),
    problems: seen.problems + problems.length,
    sample: [...seen.sample, ...shown].slice(0, MAX_SAMPLE),
    bad: [...seen.bad, ...problems.map(({ line, problem }) => ({ line, problem }))].slice(0, MAX_BAD),
  }
}

function sampleOf({ entry, before }: Extract<Compared, { entry: unknown }>, effect: 'added' | 'changed'): ListPreview['sample'][number] {
  const { sku, name = before?.name ?? '', price = before?.price ?? null, stock = before?.stock ?? null } = entry
  const counted = entry.stocks && entry.stocks.length > 0 ? entry.stocks.reduce((sum, [, count]) => sum + count, 0) : stock
  return { sku, name, effect, price, priceBefore: before?.price ?? null, stock: counted }
}

const commandOf = (products: readonly ProductEntry[]): Command => ({ id: newId(), type: 'product.upsert', args: { products } })

/** As many as one command takes. */
export function portionsOf(products: readonly ProductEntry[]): readonly (readonly ProductEntry[])[] {
  const portions: ProductEntry[][] = []
  let weight = 0
  for (const product of products) {
    const own = JSON.stringify(product).length + 1
    const last = portions.at(-1)
    if (last && last.length < MAX_UPSERT_PRODUCTS && weight + own < MAX_UPSERT_CHARS) {
      last.push(product)
      weight += own
    } else {
      portions.push([product])
      weight = own + 2
    }
  }
  return portions
}

/** Of one operator: two who take in lists do not meet. */
export const importKey = (operatorId: Id, id: Id): string => `${operatorId} ${id}`
