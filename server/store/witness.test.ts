import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialog, job, message, put } from './contract-samples'
import { openStore } from './open'
import { keepWitness, makeWitness } from './witness'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-witness-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const place = (name: string) => ({ database: join(folder, `${name}.db`), witness: join(folder, `${name}.head`) })

/** As a server starts, writes something and stops. @returns its epoch. */
async function serve(name: string, dialogs: readonly string[] = [], options: { onAhead?: boolean } = {}): Promise<string> {
  const witness = makeWitness(place(name).witness)
  const store = await openStore({ path: place(name).database, threads: false, isRestored: witness.isRestored })
  const stop = await keepWitness(witness, store, (error) => {
    throw error
  })
  for (const id of dialogs) await put(store, dialog(id))
  if (options.onAhead) await witness.forget()
  await stop()
  await store.close()
  return store.epoch
}

test('[RST3] what waited to be sent when the copy was made may have left since, and is not sent by itself', async () => {
  const path = place('jobs').database
  const store = await openStore({ path, threads: false })
  await store.transact(async () => ({ writes: { changes: [message('d', 1)], jobs: [job('d-1')] }, value: null }))
  expect(await store.dueJobs(10, 10)).toHaveLength(1)
  await store.close()
  const restored = await openStore({ path, threads: false, isRestored: () => true })
  expect(await restored.dueJobs(10, 10)).toEqual([])
  expect((await restored.interruptedJobs()).map(({ itemId }) => itemId)).toEqual(['d-1'])
  await restored.close()
})

describe('[RST1] a database', () => {
  test('keeps its epoch over restarts', async () => {
    const epoch = await serve('kept', ['a'])
    expect([await serve('kept', ['b']), await serve('kept')]).toEqual([epoch, epoch])
  })

  test('that is put back behind its witness gets a new epoch, once', async () => {
    const epoch = await serve('back', ['a'])
    await cp(place('back').database, place('copy').database)
    expect(await serve('back', ['b'])).toBe(epoch)
    await cp(place('copy').database, place('back').database)
    const renewed = await serve('back')
    expect(renewed).not.toBe(epoch)
    expect(await serve('back')).toBe(renewed)
  })

  test('that comes without its witness, or with that of another, gets a new epoch', async () => {
    const epoch = await serve('moved', ['a'])
    for (const words of ['', '{"epoch":"other","head":1}', 'not json']) {
      await writeFile(place('moved').witness, words)
      expect(await serve('moved')).not.toBe(epoch)
    }
    await rm(place('moved').witness)
    expect(await serve('moved')).not.toBe(epoch)
  })

  test('of which a device knew more gets one at the next start', async () => {
    const epoch = await serve('ahead', ['a'])
    expect(await serve('ahead', [], { onAhead: true })).toBe(epoch)
    expect(await serve('ahead')).not.toBe(epoch)
  })
})
