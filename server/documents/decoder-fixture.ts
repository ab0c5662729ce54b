/** The decoding worker as the build makes it, and workers that misbehave. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { onTestFinished } from 'vitest'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Builds the real worker, with all that it imports in one file. */
export async function buildWorker(): Promise<{ file: () => URL; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-worker-'))
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '#shared': fromRoot('shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: fromRoot('server/documents/decode-worker.ts'),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  })
  const url = pathToFileURL(join(folder, 'worker.mjs'))
  return { file: () => url, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** A worker that answers `fold` requests with how many updates it was given, after whatever `onMessage` does. */
export async function stubWorker(onMessage: string, beforeReady = ''): Promise<() => URL> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-worker-'))
  const file = join(folder, 'stub.mjs')
  await writeFile(
    file,
    `
      ${beforeReady}
      process.on('message', (request) => {
        ${onMessage}
        process.send({ answer: { ok: true, text: String(request.updates?.length ?? 0), state: new Uint8Array() } })
      })
      process.send({ isReady: true })
    `,
  )
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return () => pathToFileURL(file)
}
