/** An SMS operator for tests: a program of Debian's Net::SMPP, told what to do line by line. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const SMSC_USER = 'shop'
export const SMSC_PASSWORD = 'pass-123'

/** An account with it, as the form of the channel gives it. */
export const smscAccount = (port: number) => ({
  settings: { host: '127.0.0.1', port, security: 'none', systemId: SMSC_USER, systemType: '', sender: 'Teplo', receipts: 'same' },
  secrets: { password: SMSC_PASSWORD },
})

const PROGRAM = fileURLToPath(new URL('./smsc-peer.pl', import.meta.url))

export type Mood = 'throttled' | 'busy' | 'refused' | 'lost' | 'early' | 'undeliverable' | 'slow'

/** An SMS that was handed over to the operator. */
export interface TakenSms {
  readonly id: string
  readonly to: string
  readonly coding: number
  readonly esmClass: number
  readonly receipt: number
  readonly bytes: Buffer
}

export interface Smsc {
  readonly port: number
  taken(): readonly TakenSms[]
  /** What the next SMS meets; of several, one each. */
  next(mood: Mood): void
  /** A customer's SMS. */
  sms(from: string, bytes: Buffer, more?: { coding?: number; esmClass?: number }): void
  /** Everything that customers have sent has been taken, or nobody is there to take it. */
  answered(): Promise<void>
  /** Somebody is bound who was not when the line was last cut. */
  bound(): Promise<void>
  /** Cuts the line. */
  drop(): void
  stop(): Promise<void>
  /** At the same port. */
  start(): Promise<void>
}

const WAIT_MS = 15_000

export async function startSmsc(): Promise<Smsc> {
  try {
    execFileSync('perl', ['-MNet::SMPP', '-e', '1'], { stdio: 'ignore' })
  } catch {
    throw new Error('Tests of SMS need an SMPP server: apt-get install libnet-smpp-perl')
  }
  const port = await freePort()
  const taken: TakenSms[] = []
  const watchers = new Set<() => void>()
  let child: ChildProcess | null = null
  let pending = 0
  let isBound = false

  async function start(): Promise<void> {
    const started = spawn('perl', [PROGRAM, String(port), SMSC_USER, SMSC_PASSWORD], { stdio: ['pipe', 'pipe', 'inherit'] })
    child = started
    const output = createInterface({ input: started.stdout })
    const ready = once(output, 'line')
    output.on('line', (line) => {
      heard(line)
      for (const watcher of watchers) watcher()
    })
    await ready
  }

  function heard(line: string): void {
    const [what, id = '', to = '', coding, esmClass, receipt, hex = ''] = line.split(' ')
    if (what === 'bind') isBound = true
    if (what === 'gone') isBound = false
    if (what === 'pending') pending = Number(id)
    const bytes = Buffer.from(hex, 'hex')
    if (what === 'submit') taken.push({ id, to, coding: Number(coding), esmClass: Number(esmClass), receipt: Number(receipt), bytes })
  }

  function until(holds: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        watchers.delete(look)
        settle()
      }
      const timer = setTimeout(() => end(() => reject(new Error(`The operator still waits: ${what}`))), WAIT_MS)
      const look = () => holds() && end(resolve)
      watchers.add(look)
      look()
    })
  }

  const tell = (line: string) => child?.stdin?.write(`${line}\n`)
  await start()
  return {
    port,
    taken: () => taken,
    next: (mood) => void tell(`next ${mood}`),
    sms(from, bytes, { coding = 8, esmClass = 0 } = {}) {
      // Until it says another number itself.
      pending += 1
      tell(`sms ${from} ${coding} ${esmClass} ${bytes.toString('hex')}`)
    },
    answered: () => until(() => pending === 0 || !isBound, 'an answer'),
    bound: () => until(() => isBound, 'a bind'),
    drop() {
      isBound = false
      tell('drop')
    },
    async stop() {
      const ending = child
      child = null
      isBound = false
      pending = 0
      if (!ending || ending.exitCode !== null) return
      const gone = once(ending, 'exit')
      ending.kill('SIGKILL')
      await gone
    },
    start,
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = Number(Reflect.get(Object(server.address()), 'port'))
  await new Promise((resolve) => server.close(resolve))
  return port
}
