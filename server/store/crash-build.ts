/** For tests that kill a process: it is built as the server is, so that the thread is found and started the way it is in production. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param source of the process, from the root. @returns where its folder is, and how to be rid of it. */
export async function buildProcess(source: string): Promise<{ folder: string; main: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-crash-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const name = basename(source, '.ts')
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
        input: { [name]: join(root, source), 'sqlite-worker': join(root, 'server/store/sqlite-worker.js') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return { folder, main: join(folder, 'build', `${name}.js`), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
