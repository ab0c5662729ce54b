/** Servers as processes of their own, in folders of their own, and gone afterwards whatever happens. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export interface Running {
  readonly pid: number
  readonly port: number
  /** As a power cut would. */
  kill(): Promise<void>
}

/** @param started finds the port in what the server prints. */
export async function startServer(
  script: string,
  options: {
    flags?: readonly string[]
    args?: readonly string[]
    env?: Record<string, string>
    cwd?: string
    started: RegExp
    port?: number
  },
): Promise<Running> {
  const child = spawn(process.execPath, [...(options.flags ?? []), ...profiling(), script, ...(options.args ?? [])], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...options.env },
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  child.on('exit', (code, signal) => {
    running.delete(child)
    if (signal !== 'SIGKILL' && signal !== 'SIGTERM' && code !== 0) process.stderr.write(`${script} ended with ${code ?? signal}\n`)
  })
  const found = await firstMatch(child, options.started)
  return {
    pid: child.pid ?? 0,
    port: options.port ?? Number(found),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill(process.env.OKNO_BENCH_PROFILE ? 'SIGTERM' : 'SIGKILL')
      await exited
    },
  }
}

/** OKNO_BENCH_PROFILE=folder: every server leaves a CPU profile there. */
function profiling(): string[] {
  const folder = process.env.OKNO_BENCH_PROFILE
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (text) => {
      output = (output + String(text)).slice(-10_000)
      // A server in trouble is no server to measure: what it complains of must be seen.
      if (String(text).includes('"level":"error"')) process.stderr.write(text)
      const match = pattern.exec(output)
      if (match) resolve(match[1] ?? '')
    })
    child.on('exit', () => reject(new Error(`The server did not start: ${output}`)))
  })
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Works on a copy, so that each run begins with the same data. */
export const inCopyOf = <T>(template: string, work: (folder: string) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    await cp(template, folder, { recursive: true })
    return work(folder)
  })

/** For servers that cannot say which port they got. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
