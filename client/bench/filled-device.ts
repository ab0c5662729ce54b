/** The device that is measured: filled with a shop's past by the replica's own code, or kept from another time. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { build as bundle } from 'vite'
import { s, say } from './print'
import type { Seeded } from './seed'

export const DIST = fileURLToPath(new URL('..', import.meta.url))
const SOURCE = join(DIST, '..', 'client', 'bench', 'seed.ts')
const OWNER = { email: 'bench@example.com', password: 'bench-password' }

export interface Size {
  readonly dialogs: number
  readonly itemsPerDialog: number
  readonly products: number
  readonly customers: number
}

const fileOf = (folder: string): string => join(folder, 'filled.json')

export interface Filled {
  readonly build: string
  readonly size: Size
  readonly operatorId: string
  /** What a browser keeps belongs to an address. */
  readonly port: string
}

/** A device keeps the app it was filled with: there is no server from which it would get another. */
export async function filledBefore(folder: string, size: Size): Promise<Filled | null> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => null)
  if (text === null) return null
  const filled = JSON.parse(text) as Filled
  if (filled.build === (await build()) && JSON.stringify(filled.size) === JSON.stringify(size)) return filled
  throw new Error(`The device in ${folder} has another build, or holds another shop: take an empty folder.`)
}

/** Names the app: its page names every script. */
async function build(): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(DIST, 'client', 'index.html')))
    .digest('hex')
}

/**
 * The server is there only until the device is full. It knows none of what was written there: in touch with it the
 * device would compare, and take everything out again.
 */
export async function fill(page: Page, folder: string, size: Size): Promise<Filled> {
  const { server, port } = await startServer(folder)
  try {
    const url = `http://localhost:${port}`
    const operatorId = await signIn(page, url)
    const { seedMs, indexMs, goodsMs, longestGoodsMs, buyersMs } = await seed(page, url, { operatorId, size })
    const items = size.dialogs * size.itemsPerDialog
    const rate = Math.round((size.dialogs * 2 + items) / (seedMs / 1000))
    say(`${size.dialogs} dialogs, ${items} items written in ${s(seedMs)} (${rate} rows/s), indexed in ${s(indexMs)}\n`)
    say(`${size.products} products written in ${s(goodsMs)}, the longest part in ${s(longestGoodsMs)}\n`)
    say(`${size.customers} customers written in ${s(buyersMs)}\n\n`)
    const filled: Filled = { build: await build(), size, operatorId, port }
    await writeFile(fileOf(folder), JSON.stringify(filled))
    return filled
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}

async function signIn(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail').fill(OWNER.email)
  await page.getByLabel('Пароль').fill(OWNER.password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.getByRole('heading', { name: 'Чаты' }).waitFor()
  // The service worker has the app, and the device a place in the server's sequence.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(async () => (await indexedDB.databases()).some(({ name }) => name?.startsWith('okno-replica-')))
  await page.waitForTimeout(2000)
  const name = await page.evaluate(
    async () => (await indexedDB.databases()).find((one) => one.name?.startsWith('okno-replica-'))?.name ?? '',
  )
  return name.replace('okno-replica-', '')
}

async function seed(page: Page, url: string, { operatorId, size }: { operatorId: string; size: Size }): Promise<Seeded> {
  // A page of the same origin on which nothing of the app runs; the scripts of a bench are not bound by its policy.
  await page.goto(`${url}/health`)
  await page.evaluate(await seedScript())
  return page.evaluate(([id, history]) => globalThis.oknoBench.seed(id, history), [operatorId, size] as const)
}

/** Makes `oknoBench` known to a page. */
export async function seedScript(): Promise<string> {
  const built = await bundle({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '#shared': join(DIST, '..', 'shared') } },
    build: { write: false, rolldownOptions: { input: SOURCE, output: { format: 'iife' } } },
  })
  const [output] = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  if (output?.type !== 'chunk') throw new Error('The script that fills the device could not be built')
  return output.code
}

async function startServer(folder: string): Promise<{ server: ChildProcess; port: string }> {
  const server = spawn(process.execPath, [join(DIST, 'server', 'main.js')], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      OKNO_DATA: join(folder, 'server'),
      OKNO_OWNER_EMAIL: OWNER.email,
      OKNO_OWNER_PASSWORD: OWNER.password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (text) => {
      printed += String(text)
      const [, found] = /"port":(\d+)/.exec(printed) ?? []
      if (found) resolve(found)
    })
    server.on('exit', () => reject(new Error(`The server did not start:\n${printed}`)))
  })
  return { server, port }
}
