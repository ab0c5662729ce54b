/** The rules that every command keeps, over thousands of random ones. */
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type Change, ROW_SCHEMAS, refKey } from '../domain/row'
import { makeChance } from '../lib/chance'
import { arbitraryCommand, COMMAND_TYPES } from './arbitrary-fixture'
import { applyCommand, type CommandType, parseCommand } from './catalogue'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

const RUNS = 200
/** So that commands that can seldom be done are done at all. */
const MANY_RUNS = 600
const COMMANDS_PER_RUN = 100

/** Plays random commands; `look` sees each with the shop before it and what came out. */
function play(
  look: (at: { shop: Shop; command: ReturnType<typeof arbitraryCommand>; outcome: ReturnType<typeof applyCommand>; now: number }) => void,
  runs = RUNS,
) {
  for (let seed = 1; seed <= runs; seed += 1) {
    const chance = makeChance(seed)
    const shop = makeShop()
    for (let n = 0; n < COMMANDS_PER_RUN; n += 1) {
      const now = NOON + n * 1000
      const command = arbitraryCommand(chance, shop, `cmd${seed}x${n}`)
      const outcome = applyCommand(command, { actor: OLGA, now, world: shop })
      look({ shop, command, outcome, now })
      if (outcome.ok) shop.put(outcome.changes)
      failSomeMessages(shop, chance.below(10) === 0)
    }
  }
}

/** Gives `message.retry` and `message.confirm` something to do. */
function failSomeMessages(shop: Shop, isNow: boolean): void {
  if (!isNow) return
  const failed = shop
    .all('item')
    .flatMap((item): Change[] =>
      item.kind === 'message' && item.state === 'queued'
        ? [{ kind: 'item', row: { ...item, state: item.dseq % 2 === 0 ? 'failed' : 'unknown', error: 'no' } }]
        : [],
    )
  shop.put(failed)
}

describe('every command', () => {
  test('is played, done and rejected, in these tests', () => {
    const done = new Set<CommandType>()
    const rejected = new Set<CommandType>()
    play(({ command, outcome }) => (outcome.ok && outcome.changes.length > 0 ? done : rejected).add(command.type), MANY_RUNS)
    expect([...done].sort()).toEqual([...COMMAND_TYPES].sort())
    expect([...rejected].sort()).toEqual([...COMMAND_TYPES].sort())
  })

  test('[CMD4] applied over its own result changes nothing more', () => {
    play(({ shop, command, outcome, now }) => {
      if (!outcome.ok) return
      shop.put(outcome.changes)
      const before = shop.snapshot()
      const again = applyCommand(command, { actor: OLGA, now: now + 5000, world: shop })
      if (again.ok) shop.put(again.changes)
      expect({ command, after: shop.snapshot() }).toEqual({ command, after: before })
    })
  })

  test('[CMD1][CMD2] decides the same twice and touches nothing itself', () => {
    play(({ shop, command, outcome, now }) => {
      const before = shop.snapshot()
      expect(applyCommand(command, { actor: OLGA, now, world: shop })).toEqual(outcome)
      expect(shop.snapshot()).toBe(before)
    })
  })

  test('[CMD3] reads only the rows it names, channels and operators', () => {
    play(({ shop, command, now }) => {
      const named = new Set((parseCommand(command)?.refs ?? []).map(({ kind, id }) => refKey(kind, id)))
      shop.looked.length = 0
      applyCommand(command, { actor: OLGA, now, world: shop })
      const strange = shop.looked.filter((key) => !named.has(key) && !/^(channel|operator)\//.test(key))
      expect({ command, strange }).toEqual({ command, strange: [] })
    })
  })

  test('makes only rows that devices can read', () => {
    play(({ command, outcome }) => {
      for (const { kind, row } of outcome.ok ? outcome.changes : []) {
        const { success } = v.safeParse(ROW_SCHEMAS[kind], row)
        expect({ type: command.type, row, success }).toMatchObject({ success: true })
      }
    })
  })

  test('[I5] leaves the timeline without holes and every item in its place', () => {
    play(({ shop, outcome }) => {
      if (outcome.ok) shop.put(outcome.changes)
      for (const { id, lastSeq } of shop.all('dialog')) {
        const places = shop.all('item').filter(({ dialogId }) => dialogId === id)
        expect(places.map(({ dseq }) => dseq).sort((a, b) => a - b)).toEqual(Array.from({ length: lastSeq }, (_, index) => index + 1))
      }
    })
  })
})
