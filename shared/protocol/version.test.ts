import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../commands/catalogue'
import { ROW_SCHEMAS } from '../domain/row'
import { MAX_CLIENT_FRAME_BYTES, MAX_HELLO_BYTES } from './codec'
import { CLIENT_FRAMES, CLOSE, MAX_BATCH_ROWS, MAX_COMMANDS, MAX_PAGE_ITEMS, SERVER_FRAMES } from './frames'
import { structureOf } from './schema-fixture'
import { PROTOCOL_VERSION } from './version'
import { FromVisitor, ToVisitor, WIDGET_CLOSE, WIDGET_VERSION } from './widget'

/**
 * What stands behind each version. When one of these fails, a frame, a row or a command has changed: raise the version,
 * write its line in its history, and add the new hash here. Lines of released versions are never edited;
 * the newest may be, until it is released.
 */
const PROTOCOL_HASHES: Readonly<Record<number, string>> = {
  1: '72842cc000b14ee9',
  2: '5bd9ebf47bf3b1ca',
}
const WIDGET_HASHES: Readonly<Record<number, string>> = { 1: 'a55570ef3bde00a7', 2: '64d9c39f81031a0b' }

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(structureOf(value)))
    .digest('hex')
    .slice(0, 16)

const commandArgs = Object.fromEntries(Object.entries(COMMANDS).map(([type, { args }]) => [type, args]))
const limits = { MAX_BATCH_ROWS, MAX_CLIENT_FRAME_BYTES, MAX_COMMANDS, MAX_HELLO_BYTES, MAX_PAGE_ITEMS }

describe('the version of a protocol', () => {
  test('is raised when a frame, a row or a command changes', () => {
    expect(hashOf({ CLIENT_FRAMES, SERVER_FRAMES, ROW_SCHEMAS, commandArgs, CLOSE, limits })).toBe(PROTOCOL_HASHES[PROTOCOL_VERSION])
  })

  test('of the widget is raised when one of its frames changes', () => {
    expect(hashOf({ FromVisitor, ToVisitor, WIDGET_CLOSE })).toBe(WIDGET_HASHES[WIDGET_VERSION])
  })

  test('stands for the structure: another bound, field, choice or type is another hash', () => {
    const base = v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.optional(v.picklist(['x', 'y'])) })
    const others = [
      v.object({ a: v.pipe(v.string(), v.maxLength(6)), b: v.optional(v.picklist(['x', 'y'])) }),
      v.object({ a: v.string(), b: v.optional(v.picklist(['x', 'y'])) }),
      v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.picklist(['x', 'y']) }),
      v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.optional(v.picklist(['x', 'z'])) }),
      v.object({ a: v.pipe(v.string(), v.maxLength(5)), b: v.optional(v.picklist(['x', 'y'])), c: v.null() }),
      v.object({ a: v.pipe(v.string(), v.regex(/a/)), b: v.optional(v.picklist(['x', 'y'])) }),
      v.strictObject({ a: v.pipe(v.string(), v.maxLength(5)), b: v.optional(v.picklist(['x', 'y'])) }),
    ]
    expect(new Set([base, ...others].map(hashOf)).size).toBe(others.length + 1)
  })

  test('does not change with the order of fields or choices', () => {
    const one = v.object({ a: v.picklist(['x', 'y']), b: v.variant('t', [v.object({ t: v.literal(1) }), v.object({ t: v.literal(2) })]) })
    const other = v.object({ b: v.variant('t', [v.object({ t: v.literal(2) }), v.object({ t: v.literal(1) })]), a: v.picklist(['y', 'x']) })
    expect(hashOf(one)).toBe(hashOf(other))
  })
})

describe('frames', () => {
  test('have a type byte of their own on each side', () => {
    for (const frames of [CLIENT_FRAMES, SERVER_FRAMES]) {
      const types = Object.values(frames).map(({ type }) => type)
      expect(new Set(types).size).toBe(types.length)
      for (const type of types) expect(type).toBeGreaterThan(0)
    }
  })
})
