/** ffmpeg over a stranger's bytes: the shape is named, not guessed; nothing but the one file is opened; time is bounded. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Making {
  readonly command: string
  readonly path: string
  /** How ffmpeg is told what it reads. */
  readonly input: string
  /** Before the input: what to begin with, what to refuse. */
  readonly before?: readonly string[]
  /** Of what is to be made. */
  readonly output: readonly string[]
  readonly timeoutMs: number
}

const QUIET = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file']

/** @returns null when it cannot be made, or not in time. */
export async function make({ command, path, input, before = [], output, timeoutMs }: Making): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'okno-media-'))
  try {
    const made = join(folder, 'made')
    const isMade = await run(command, [...QUIET, ...before, '-f', input, '-i', path, ...output, made], timeoutMs)
    return isMade ? await readFile(made) : null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @returns whether it ended well and in time. */
export function run(command: string, args: readonly string[], timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Nothing of our environment is its business; without PATH it would not be found.
    const child = spawn(command, args, { stdio: 'ignore', env: { PATH: process.env.PATH }, windowsHide: true })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const end = (isGood: boolean) => {
      clearTimeout(timer)
      resolve(isGood)
    }
    child.once('error', () => end(false))
    child.once('exit', (code) => end(code === 0))
  })
}

/** One at a time: a server of two processors must not be kept from its chats. */
export function makeLine(): <T>(work: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = before.then(work)
    before = next.catch(() => null)
    return next
  }
}
