import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildProcess } from '../store/crash-build'
import { CANARY, makeShop, openShop, removeShops, traces } from './shop-fixture'
import { keepErasing } from './unfinished'

let built: Awaited<ReturnType<typeof buildProcess>>
beforeAll(async () => {
  built = await buildProcess('server/privacy/crash-eraser.ts')
})
afterAll(() => built.remove())
afterEach(removeShops)

const fail = (error: unknown): never => {
  throw error
}

test.each(['files', 'search', 'scrub', 'note'])(
  '[ERS3] an erasure that kill -9 has ended before «%s» is brought to its end by the next start',
  async (step) => {
    const { folder, store, close } = await makeShop()
    await close()
    await store.close()
    const eraser = spawn(process.execPath, [built.main, folder, step], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(eraser, 'exit')
    await Promise.race([once(eraser.stdout, 'data'), ended.then(() => expect.unreachable('it was to be killed'))])
    eraser.kill('SIGKILL')
    await ended

    const shop = await openShop(folder)
    expect(await shop.store.erasures.unfinished()).toHaveLength(1)
    await keepErasing({ ...shop, onError: fail })()
    expect(await shop.store.erasures.unfinished()).toEqual([])
    expect(await traces(folder)).toEqual([])
    expect(await shop.store.search.find({ kind: 'item', anyOf: [[CANARY]], before: null, limit: 9 })).toEqual([])
    await shop.close()
    await shop.store.close()
  },
)
