/**
 * Sound from one shape into another, by ffmpeg where the machine has it. Its input is a stranger's bytes: the shape is
 * named, not guessed; nothing but the one file is opened; time, length and size are bounded.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAX_ATTACHMENT_BYTES, MAX_VOICE_MS } from '#shared/domain/attachment'

/** A minute of speech takes well under a second; this is for a machine on its knees. */
const TIMEOUT_MS = 30_000
const FIND_TIMEOUT_MS = 5_000

/** How ffmpeg is told what it reads. */
const INPUTS: Readonly<Record<string, string>> = {
  'audio/webm': 'matroska',
  'audio/ogg': 'ogg',
  'audio/mp4': 'mov',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
}

/** What it is asked to make: one voice, as messengers make theirs. */
const OUTPUTS: Readonly<Record<string, { readonly extension: string; readonly arguments: readonly string[] }>> = {
  'audio/ogg': { extension: 'ogg', arguments: ['-c:a', 'libopus', '-b:a', '32k', '-application', 'voip', '-f', 'ogg'] },
  'audio/mpeg': { extension: 'mp3', arguments: ['-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3'] },
  'audio/mp4': { extension: 'm4a', arguments: ['-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart', '-f', 'ipod'] },
}

export interface Converter {
  /** @returns null when the sound cannot be made into that. */
  convert(path: string, from: string, to: string): Promise<Uint8Array | null>
}

export const extensionOf = (mime: string): string | null => OUTPUTS[mime]?.extension ?? null

/** @returns null when there is no ffmpeg on this machine. */
export async function findConverter(command = 'ffmpeg'): Promise<Converter | null> {
  const isHere = await run(command, ['-version'], FIND_TIMEOUT_MS)
  return isHere ? makeConverter(command) : null
}

function makeConverter(command: string): Converter {
  /** One at a time: a server of two processors must not be kept from its chats. */
  let before: Promise<unknown> = Promise.resolve()
  return {
    convert(path, from, to) {
      const work = before.then(() => convert({ command, path, from, to }))
      before = work.catch(() => null)
      return work
    },
  }
}

async function convert(of: { command: string; path: string; from: string; to: string }): Promise<Uint8Array | null> {
  const input = INPUTS[of.from]
  const output = OUTPUTS[of.to]
  if (!input || !output) return null
  const folder = await mkdtemp(join(tmpdir(), 'okno-sound-'))
  try {
    const made = join(folder, `voice.${output.extension}`)
    const limits = ['-t', String(MAX_VOICE_MS / 1000), '-fs', String(MAX_ATTACHMENT_BYTES)]
    const shape = ['-vn', '-sn', '-dn', '-map_metadata', '-1', '-ac', '1', '-threads', '1']
    const reading = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file', '-f', input, '-i', of.path]
    const isMade = await run(of.command, [...reading, ...shape, ...limits, ...output.arguments, made], TIMEOUT_MS)
    return isMade ? await readFile(made) : null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @returns whether it ended well and in time. */
function run(command: string, args: readonly string[], timeoutMs: number): Promise<boolean> {
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
