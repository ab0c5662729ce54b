import * as v from 'valibot'
import { expect, test } from 'vitest'
import { COMMANDS } from './catalogue'

/** What a schema of valibot shows of itself. */
interface Shown {
  readonly type: string
  readonly pipe?: readonly { readonly type: string }[]
  readonly [part: string]: unknown
}

const LONG = 'x'.repeat(300_000)

/** Paths of texts and arrays that take whatever length. */
function unbounded(schema: Shown, path: string): readonly string[] {
  const { type, pipe = [] } = schema
  if (type === 'string') return v.safeParse(schema as unknown as v.GenericSchema, LONG).success ? [path] : []
  const inner = ['entries', 'options', 'items', 'item', 'wrapped', 'key', 'value'].flatMap((part) => parts(schema[part], `${path}.${part}`))
  const isOpenList = type === 'array' && !pipe.some((action) => /^(max_)?length$/.test(action.type))
  return [...(isOpenList ? [path] : []), ...inner.flatMap(([each, at]) => unbounded(each, at))]
}

function parts(value: unknown, path: string): readonly (readonly [Shown, string])[] {
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && typeof value.type === 'string') return [[value as Shown, path]]
  return Object.entries(value).flatMap(([name, each]) => parts(each, `${path}.${name}`))
}

test.each(Object.entries(COMMANDS))('%s takes no text and no list without a bound', (_type, { args }) => {
  expect(unbounded(args as unknown as Shown, '')).toEqual([])
})
