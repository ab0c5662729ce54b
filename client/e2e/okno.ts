/**
 * What a browser journey starts with: the real built server on a free port, with a data folder of its own, and hands
 * for an operator, a visitor, and whoever pulls the plug.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import * as v from 'valibot'
import { connectVisitor, type VisitorClient, type VisitorClientOptions } from '../../server/channels/widget/visitor-client'

export { expect } from '@playwright/test'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const START_TIMEOUT_MS = 40_000
const STOP_TIMEOUT_MS = 6_000

const Channels = v.object({ channels: v.array(v.object({ id: v.string() })) })

export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

export const OWNER: Person = { name: 'Owner', email: 'owner@example.com', password: 'owner-password' }

export interface Okno {
  readonly url: string
  readonly dataFolder: string
  /** The channel made with the workspace. */
  channelId(): Promise<string>
  /** Adds a colleague, through the interface that administrators use. */
  newOperator(name: string, role?: 'admin' | 'operator'): Promise<Person>
  /** Through the form, as a person does. */
  signIn(page: Page, person?: Person): Promise<void>
  /** A visitor of the shop without a browser. */
  visitor(options?: Partial<VisitorClientOptions>): Promise<VisitorClient>
  /** The power goes out: nothing is drained, nothing closed. */
  kill(): Promise<void>
  /** As a deploy does. */
  stop(): Promise<void>
  /** @param main another build of the server than the one under test. */
  start(main?: string): Promise<void>
  /** What the server has written on its console. */
  printed(): string
}

/**
 * `isSetUp: false` leaves the owner to be made through the link that the server prints. `hasPrograms: false` hides the
 * machine's programs (ffmpeg) from the server.
 */
export const test = base.extend<{ okno: Okno; isSetUp: boolean; hasPrograms: boolean }>({
  isSetUp: [true, { option: true }],
  hasPrograms: [true, { option: true }],
  okno: async ({ isSetUp, hasPrograms, browser }, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'okno-e2e-'))
    const server = new Server({ dataFolder, port: await freePort(), isSetUp, hasPrograms })
    await server.start()
    const visitors: VisitorClient[] = []
    await use(hands(server, dataFolder, visitors))
    // Devices of a journey, left open, would look for their server as long as the browser runs, and slow the others down.
    await Promise.all(browser.contexts().map((context) => context.close()))
    for (const visitor of visitors) visitor.close()
    await server.kill()
    await rm(dataFolder, { recursive: true, force: true })
  },
})

function hands(server: Server, dataFolder: string, visitors: VisitorClient[]): Okno {
  let cookie: Promise<string> | undefined
  let people = 0

  async function asOwner(path: string, init: RequestInit = {}): Promise<Response> {
    cookie ??= signInOwner(server.url)
    const response = await fetch(`${server.url}${path}`, { ...init, headers: { cookie: await cookie } })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }

  async function channelId(): Promise<string> {
    const { channels } = v.parse(Channels, await (await asOwner('/api/channels')).json())
    const [channel] = channels
    if (!channel) throw new Error('The workspace has no channel')
    return channel.id
  }

  return {
    url: server.url,
    dataFolder,
    channelId,
    async newOperator(name, role = 'operator') {
      people += 1
      const person = { name, email: `person${people}@example.com`, password: `password-of-${people}` }
      await asOwner('/api/operators', { method: 'POST', body: JSON.stringify({ ...person, role }) })
      return person
    },
    async signIn(page, person = OWNER) {
      await page.goto(`${server.url}/sign-in`)
      await page.getByLabel('E-mail').fill(person.email)
      await page.getByLabel('Пароль').fill(person.password)
      await page.getByRole('button', { name: 'Войти' }).click()
      await page.getByRole('heading', { name: 'Чаты' }).waitFor()
    },
    async visitor(options = {}) {
      const visitor = await connectVisitor({ origin: server.url, channelId: await channelId(), ...options })
      visitors.push(visitor)
      return visitor
    },
    kill: () => server.kill(),
    stop: () => server.stop(),
    start: (main) => server.start(main),
    printed: () => server.output,
  }
}

async function signInOwner(url: string): Promise<string> {
  const { email, password } = OWNER
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', body: JSON.stringify({ email, password, device: 'e2e' }) })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** The server's process, which may be killed and started again on the same port and data. */
class Server {
  readonly url: string
  output = ''
  readonly #environment: Readonly<Record<string, string | undefined>>
  #process: ChildProcess | null = null

  constructor({ dataFolder, port, isSetUp, hasPrograms }: { dataFolder: string; port: number; isSetUp: boolean; hasPrograms: boolean }) {
    this.url = `http://localhost:${port}`
    const owner = isSetUp ? { OKNO_OWNER_EMAIL: OWNER.email, OKNO_OWNER_PASSWORD: OWNER.password } : {}
    this.#environment = { PATH: hasPrograms ? process.env.PATH : '/nowhere', PORT: String(port), OKNO_DATA: dataFolder, ...owner }
  }

  async start(main = MAIN): Promise<void> {
    const started = spawn(process.execPath, ['--enable-source-maps', main], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = started
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (this.output += String(text)))
    await this.#healthy(started)
  }

  async #healthy(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (Date.now() < deadline && started.exitCode === null) {
      const response = await fetch(`${this.url}/health`).catch(() => null)
      if (response?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`The server did not start:\n${this.output}`)
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    const timer = setTimeout(() => {
      this.output += '\nIt did not stop in time.'
      this.#process?.kill('SIGKILL')
    }, STOP_TIMEOUT_MS)
    await this.#end('SIGTERM')
    clearTimeout(timer)
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = this.#process
    this.#process = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const exited = once(running, 'exit')
    running.kill(signal)
    await exited
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
