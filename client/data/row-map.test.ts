import { createEffect, createRoot } from 'solid-js'
import { describe, expect, test } from 'vitest'
import { createRowMap } from './row-map'

interface Row {
  readonly id: string
  readonly at: { readonly name: string }
}

const row = (id: string, name: string): Row => ({ id, at: { name } })

/** What somebody who follows one row is told, in order. */
function watch(rows: ReturnType<typeof createRowMap<Row>>, id: string) {
  const told: (Row | undefined)[] = []
  createRoot(() => createEffect(() => told.push(rows.get(id))))
  return told
}

describe('rows that are replaced', () => {
  test('tell those who follow one of them, and nobody else', () => {
    const rows = createRowMap<Row>()
    const [a, b] = [watch(rows, 'a'), watch(rows, 'b')]
    rows.set('a', row('a', 'Анна'))
    expect(a).toEqual([undefined, row('a', 'Анна')])
    expect(b).toEqual([undefined])
  })

  test('tell nothing when they say the same as before, and keep what has not changed', () => {
    const rows = createRowMap<Row & { readonly count: number }>()
    rows.set('a', { ...row('a', 'Анна'), count: 1 })
    const told = watch(rows as never, 'a')
    rows.set('a', { ...row('a', 'Анна'), count: 1 })
    expect(told).toHaveLength(1)
    rows.set('a', { ...row('a', 'Анна'), count: 2 })
    expect(told).toHaveLength(2)
    expect(told[1]?.at).toBe(told[0]?.at)
  })

  test('are told when they come back after they were dropped', () => {
    const rows = createRowMap<Row>()
    rows.set('a', row('a', 'Анна'))
    rows.set('b', row('b', 'Борис'))
    const told = watch(rows, 'a')
    rows.keep(new Set(['b']))
    expect([rows.has('a'), rows.has('b')]).toEqual([false, true])
    rows.set('a', row('a', 'Анна'))
    expect(told).toEqual([row('a', 'Анна'), undefined, row('a', 'Анна')])
  })
})
