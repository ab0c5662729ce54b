import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dialog } from '#shared/domain/dialog'
import { openStore } from './open'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'okno-crash-'))
const KILLS = 5

/** Built as the server is, so that the thread is found and started the way it is in production. */
beforeAll(async () => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    resolve: { alias: { '#shared': join(root, 'shared') } },
    build: {
      ssr: true,
      outDir: join(folder, 'build'),
      rolldownOptions: {
        input: {
          'crash-writer': join(root, 'server/store/crash-writer.ts'),
          'sqlite-worker': join(root, 'server/store/sqlite-worker.js'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('[I3][ST1] every commit acknowledged before kill -9 is there afterwards, whole', async () => {
  const path = join(folder, 'shop.db')
  const promised = new Map<string, number>()
  let promisedHead = 0
  for (let kill = 1; kill <= KILLS; kill++) {
    const writer = spawn(process.execPath, [join(folder, 'build', 'crash-writer.js'), path], { stdio: ['ignore', 'pipe', 'inherit'] })
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
