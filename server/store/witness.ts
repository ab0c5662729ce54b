/**
 * A file beside the database that says how far it had come. A copy that was put back is behind it, or comes without it.
 *
 * RST1 A database that holds anything and has no witness, one of another epoch or one that is ahead of it, is taken for
 * a restored copy: it gets a new epoch. So backups hold the database and not its witness.
 */
import { readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { Id } from '#shared/domain/id'
import type { Store } from './port'

const Words = v.object({ epoch: Id, head: v.pipe(v.number(), v.integer()) })

export interface Witness {
  isRestored(found: { epoch: Id; head: number }): boolean
  write(now: { epoch: Id; head: number }): Promise<void>
  /** At the next start the database counts as restored. */
  forget(): Promise<void>
}

/** How often the witness is brought up to date: what a copy of the last minute lacks a device notices (`onAhead`). */
const WRITE_MS = 60_000

/** @returns what a stop has to wait for. */
export async function keepWitness(witness: Witness, store: Pick<Store, 'epoch' | 'head'>, onError: (error: unknown) => void) {
  const write = async () => witness.write({ epoch: store.epoch, head: await store.head() }).catch(onError)
  await write()
  const timer = setInterval(() => void write(), WRITE_MS)
  return async (): Promise<void> => {
    clearInterval(timer)
    await write()
  }
}

export function makeWitness(path: string): Witness {
  const read = () => {
    try {
      const parsed = v.safeParse(Words, JSON.parse(readFileSync(path, 'utf8')))
      return parsed.success ? parsed.output : null
    } catch {
      return null
    }
  }
  let isForgotten = false
  return {
    isRestored({ epoch, head }) {
      const known = read()
      return head > 0 && (known === null || known.epoch !== epoch || known.head > head)
    },
    async write(now) {
      if (isForgotten) return
      await writeFile(`${path}.new`, JSON.stringify(now))
      await rename(`${path}.new`, path)
    },
    async forget() {
      isForgotten = true
      await rm(path, { force: true })
    },
  }
}
