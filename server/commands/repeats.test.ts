import { describe, expect, test } from 'vitest'
import { arbitraryCommand } from '#shared/commands/arbitrary-fixture'
import { applyCommand, type Command } from '#shared/commands/catalogue'
import { makeShop, OLGA } from '#shared/commands/world-fixture'
import { type Change, KINDS } from '#shared/domain/row'
import { type Chance, makeChance } from '#shared/lib/chance'
import type { Result } from '#shared/protocol/frames'
import { makeParts, NOON, type Parts } from '../parts-fixture'

const RUNS = 30
const COMMANDS = 40

/** Commands of one shift, each of which makes sense where it stands. */
function makeShift(chance: Chance): readonly Command[] {
  const shop = makeShop()
  return Array.from({ length: COMMANDS }, (_, n) => {
    const command = arbitraryCommand(chance, shop, `cmd${n}`)
    const outcome = applyCommand(command, { actor: OLGA, now: NOON, world: shop })
    if (outcome.ok) shop.put(outcome.changes)
    return command
  })
}

async function openShop(): Promise<Parts> {
  const parts = await makeParts()
  const shop = makeShop()
  // The shop's rows under their kinds.
  await parts.put(...KINDS.flatMap((kind) => shop.all(kind).map((row) => ({ kind, row }) as Change)))
  return parts
}

/** What stands in the end, whatever the versions. */
async function stateOf({ store }: Parts): Promise<readonly string[]> {
  const rows = await store.changes({ from: 0, to: await store.head(), limit: 10_000 })
  return rows.map(({ kind, id, row }) => `${kind}/${id} ${JSON.stringify(row)}`).sort()
}

function note(answers: Map<string, Set<string>>, { id, status, code }: Result): void {
  answers.set(id, (answers.get(id) ?? new Set()).add(`${status} ${code}`))
}

describe('commands that come again', () => {
  test('[I4] with whatever others, whenever, and any number of times, leave what each of them once leaves', async () => {
    let done = 0
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const shift = makeShift(chance)
      const [once, often] = await Promise.all([openShop(), openShop()])
      const expected = await Promise.all(await once.executor.admit(OLGA, shift))
      done += expected.filter(({ status }) => status === 'done').length

      const answers = new Map<string, Set<string>>()
      const waiting: Promise<unknown>[] = []
      for (let sent = 0; sent < shift.length; ) {
        const fresh = shift.slice(sent, sent + 1 + chance.below(4))
        sent += fresh.length
        // Of this frame and of any before it, answered or not.
        const repeated = Array.from({ length: chance.below(5) }, () => shift[chance.below(sent)]).flatMap((command) => command ?? [])
        // A session admits one frame after another; their commits and answers come when they come.
        const admitted = await often.executor.admit(OLGA, [...fresh, ...repeated])
        const told = Promise.all(admitted.map(async (answer) => note(answers, await answer)))
        waiting.push(told)
        if (chance.below(3) === 0) await told
      }
      await Promise.all(waiting)

      expect(answers).toEqual(new Map(expected.map(({ id, status, code }) => [id, new Set([`${status} ${code}`])])))
      expect(await stateOf(often)).toEqual(await stateOf(once))
      await Promise.all([once.store.close(), often.store.close()])
    }
    expect(done).toBeGreaterThan(RUNS * COMMANDS * 0.2)
  })
})
