/**
 * `npm run bench`: durable messages, acknowledged after COMMIT, against the limit of the machine in the same run.
 * Rates depend on the machine and its disk; the ratio is what to compare.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { connectVisitor } from '../channels/widget/visitor-client'
import { drive, type Measured, median, type Sender } from './load'
import { connectSender } from './okno-sender'

const RUNS = 3
const SENDERS = 20
const LOADS = [
  { name: 'one at a time', senders: 1, window: 1, messages: 500 },
  { name: '20 senders, 8 under way each', senders: SENDERS, window: 8, messages: 6000 },
]
const OWNER = { email: 'bench@example.com', password: 'bench-password' }
const entry = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url))

for (const load of LOADS) {
  const okno: Measured[] = []
  const limit: Measured[] = []
  for (let run = 0; run < RUNS; run += 1) {
    okno.push(await withOkno(load.senders, (senders, pid) => drive(senders, { ...load, pid })))
    limit.push(await withLimit(load.senders, (senders, pid) => drive(senders, { ...load, pid })))
  }
  print(load.name, median(okno), median(limit))
}

function print(name: string, okno: Measured, limit: Measured): void {
  const line = (who: string, { perSecond, p50Ms, p99Ms, cpuPerThousand }: Measured) =>
    `  ${who.padEnd(22)}${perSecond.toFixed(0).padStart(8)}/s  p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms  CPU ${cpuPerThousand.toFixed(3)} s/1000`
  const ratio = `  ratio to the limit    ${(okno.perSecond / limit.perSecond).toFixed(2)}`
  process.stdout.write(
    `Durable messages, ${name} (median of ${RUNS})\n${line('Okno', okno)}\n${line('SQLite log, raw', limit)}\n${ratio}\n`,
  )
}

async function withOkno(count: number, work: (senders: readonly Sender[], pid: number) => Promise<Measured>): Promise<Measured> {
  return inFolder(async (folder) => {
    const environment = { PORT: '0', OKNO_DATA: folder, OKNO_OWNER_EMAIL: OWNER.email, OKNO_OWNER_PASSWORD: OWNER.password }
    const server = spawn(process.execPath, [entry('main')], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const port = await firstMatch(server, /"port":(\d+)/)
    const url = `http://localhost:${port}`
    const cookie = await signIn(url)
    const { channels } = (await (await fetch(`${url}/api/channels`, { headers: { cookie } })).json()) as { channels: { id: string }[] }
    const visitor = await connectVisitor({ origin: url, channelId: channels[0]?.id ?? '' })
    await visitor.say('Здравствуйте, где мой заказ?')
    const senders = await Promise.all(Array.from({ length: count }, () => connectSender({ url, cookie }, null)))
    const measured = await work(senders, server.pid ?? 0)
    for (const sender of senders) sender.close()
    visitor.close()
    await end(server)
    return measured
  })
}

async function withLimit(count: number, work: (senders: readonly Sender[], pid: number) => Promise<Measured>): Promise<Measured> {
  return inFolder(async (folder) => {
    const server = spawn(process.execPath, [entry('bench-limit'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const port = await firstMatch(server, /(\d+)/)
    const sockets = await Promise.all(Array.from({ length: count }, () => rawSender(`ws://127.0.0.1:${port}`)))
    const measured = await work(sockets, server.pid ?? 0)
    for (const socket of sockets) socket.close()
    await end(server)
    return measured
  })
}

/** Messages of the size of Okno's, acknowledged by their first eight bytes. */
async function rawSender(url: string): Promise<Sender & { close(): void }> {
  const socket = new WebSocket(url)
  const waiting = new Map<string, () => void>()
  let last = 0
  socket.on('message', (data: Buffer) => {
    const key = data.toString('hex')
    waiting.get(key)?.()
    waiting.delete(key)
  })
  await once(socket, 'open')
  return {
    close: () => socket.terminate(),
    send() {
      const body = Buffer.alloc(300)
      body.writeBigUInt64BE(BigInt(++last))
      return new Promise((resolve) => {
        waiting.set(body.subarray(0, 8).toString('hex'), resolve)
        socket.send(body)
      })
    },
  }
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', body: JSON.stringify({ ...OWNER, device: 'bench' }) })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (text) => {
      output += String(text)
      const [, found] = pattern.exec(output) ?? []
      if (found) resolve(found)
    })
    child.on('exit', () => reject(new Error(`The server did not start: ${output}`)))
  })
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
