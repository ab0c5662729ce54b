import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dialog } from '#shared/domain/dialog'
import { buildProcess } from './crash-build'
import { openStore } from './open'

const KILLS = 5
let built: Awaited<ReturnType<typeof buildProcess>>

beforeAll(async () => {
  built = await buildProcess('server/store/crash-writer.ts')
})
afterAll(() => built.remove())

test('[I3][ST1] every commit acknowledged before kill -9 is there afterwards, whole', async () => {
  const path = join(built.folder, 'shop.db')
  const promised = new Map<string, number>()
  let promisedHead = 0
  for (let kill = 1; kill <= KILLS; kill++) {
    const writer = spawn(process.execPath, [built.main, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(writer, 'exit')
    let lines = 0
    for await (const line of createInterface({ input: writer.stdout })) {
      const [to, dialogId = '', dseq] = line.split(' ')
      promisedHead = Math.max(promisedHead, Number(to))
      promised.set(dialogId, Number(dseq))
      // Each time elsewhere in the life of the file: fresh, before and after its first checkpoints.
      if (++lines === kill * 97) writer.kill('SIGKILL')
    }
    expect(await ended).toEqual([null, 'SIGKILL'])
    await expectWhole(path, { promised, promisedHead })
  }
}, 60_000)

async function expectWhole(path: string, { promised, promisedHead }: { promised: ReadonlyMap<string, number>; promisedHead: number }) {
  const store = await openStore({ path })
  const head = await store.head()
  expect(head).toBeGreaterThanOrEqual(promisedHead)
  let items = 0
  for (const [dialogId, dseq] of promised) {
    const [stored] = await store.rows([{ kind: 'dialog', id: dialogId }])
    const { lastSeq } = v.parse(Dialog, stored?.row)
    expect(lastSeq).toBeGreaterThanOrEqual(dseq)
    const thread = await store.latestItems([dialogId], lastSeq)
    expect(thread.map(({ id }) => id)).toEqual(Array.from({ length: lastSeq }, (_, index) => `${dialogId}-${index + 1}`))
    expect((await store.documents([dialogId])).get(dialogId)?.updates).toHaveLength(lastSeq)
    items += lastSeq
  }
  // A dialog whose every commit went unacknowledged may be there too.
  expect(await store.count('item')).toBeGreaterThanOrEqual(items)
  expect((await store.changes({ from: 0, to: head, limit: head })).at(-1)?.ver).toBe(head)
  await store.close()
}
