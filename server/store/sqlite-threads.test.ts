import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, expect, test, vi } from 'vitest'
import { threadedExecutor } from './sqlite-threads'

const workers: Worker[] = []
vi.mock('node:worker_threads', async (original) => {
  const real = await original<typeof import('node:worker_threads')>()
  class Watched extends real.Worker {
    constructor(...args: ConstructorParameters<typeof real.Worker>) {
      super(...args)
      workers.push(this)
    }
  }
  return { ...real, Worker: Watched }
})

const folder = mkdtempSync(join(tmpdir(), 'okno-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a thread of the database that ends by itself is no small matter: nobody catches it, and what waited is refused', async () => {
  const executor = await threadedExecutor(join(folder, 'ends.db'))
  const waiting = executor.read([{ sql: 'select 1', runs: [[]] }])
  expect(() => workers.at(-1)?.emit('exit', 1)).toThrow('The database thread has ended')
  await expect(waiting).rejects.toThrow('The database thread has ended')
  await executor.close()
})

test('one that is closed ends quietly', async () => {
  const executor = await threadedExecutor(join(folder, 'closed.db'))
  await executor.close()
  expect(() => workers.at(-1)?.emit('exit', 0)).not.toThrow()
  await expect(executor.read([{ sql: 'select 1', runs: [[]] }])).rejects.toThrow('closed')
})

test('one that cannot begin is told to whoever opens it', async () => {
  await expect(threadedExecutor(join(folder, 'no', 'such', 'folder.db'))).rejects.toThrow()
})
