/** Sound from one shape into another, and small pictures of large ones, by ffmpeg where the machine has it. */
import { MAX_ATTACHMENT_BYTES, MAX_VOICE_MS } from '#shared/domain/attachment'
import { make, makeLine, run } from './run-ffmpeg'

/** A minute of speech takes well under a second; this is for a machine on its knees. */
const SOUND_TIMEOUT_MS = 30_000
/** A picture of 20 megapixels takes a fifth of a second. */
const PICTURE_TIMEOUT_MS = 10_000
const FIND_TIMEOUT_MS = 5_000

/** How ffmpeg is told what it reads. */
const SOUNDS: Readonly<Record<string, string>> = {
  'audio/webm': 'matroska',
  'audio/ogg': 'ogg',
  'audio/mp4': 'mov',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
}

/** What it is asked to make: one voice, as messengers make theirs. */
const VOICES: Readonly<Record<string, { readonly extension: string; readonly arguments: readonly string[] }>> = {
  'audio/ogg': { extension: 'ogg', arguments: ['-c:a', 'libopus', '-b:a', '32k', '-application', 'voip', '-f', 'ogg'] },
  'audio/mpeg': { extension: 'mp3', arguments: ['-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3'] },
  'audio/mp4': { extension: 'm4a', arguments: ['-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart', '-f', 'ipod'] },
}

/** Those that move (GIF, APNG) are not among them: a still picture of them would say less. */
const PICTURES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg_pipe',
  'image/png': 'png_pipe',
  'image/webp': 'webp_pipe',
  'image/bmp': 'bmp_pipe',
}
const FILMS: Readonly<Record<string, string>> = { 'video/mp4': 'mov', 'video/quicktime': 'mov', 'video/webm': 'matroska' }

/** The larger side, pixels: twice what the timeline gives a picture, for screens of twice the density. */
const SMALL_PX = 680
/** A picture of a few kilobytes may say that it is as large as a house, and would be unpacked to that. */
const MAX_PIXELS = 80_000_000

export interface Converter {
  /** @returns null when the sound cannot be made into that. */
  convert(path: string, from: string, to: string): Promise<Uint8Array | null>
  /** A picture, or the beginning of a film, as a small WebP. @returns null when there is none to be had. */
  shrink(path: string, from: string): Promise<Uint8Array | null>
}

export const extensionOf = (mime: string): string | null => VOICES[mime]?.extension ?? null

export const canShrink = (mime: string): boolean => mime in PICTURES || mime in FILMS

/** @returns null when there is no ffmpeg on this machine. */
export async function findConverter(command = 'ffmpeg'): Promise<Converter | null> {
  const isHere = await run(command, ['-version'], FIND_TIMEOUT_MS)
  return isHere ? makeConverter(command) : null
}

function makeConverter(command: string): Converter {
  // Of their own each: somebody's voice does not wait for the pictures of a long history.
  const [inLine, inLineOfPictures] = [makeLine(), makeLine()]
  return {
    convert: (path, from, to) => inLine(() => convert({ command, path, from, to })),
    shrink: (path, from) => inLineOfPictures(() => shrink({ command, path, from })),
  }
}

async function convert({ command, path, from, to }: { command: string; path: string; from: string; to: string }) {
  const input = SOUNDS[from]
  const voice = VOICES[to]
  if (!input || !voice) return null
  const limits = ['-t', String(MAX_VOICE_MS / 1000), '-fs', String(MAX_ATTACHMENT_BYTES)]
  const shape = ['-vn', '-sn', '-dn', '-map_metadata', '-1', '-ac', '1', '-threads', '1']
  return make({ command, path, input, output: [...shape, ...limits, ...voice.arguments], timeoutMs: SOUND_TIMEOUT_MS })
}

async function shrink({ command, path, from }: { command: string; path: string; from: string }) {
  const film = FILMS[from]
  const input = PICTURES[from] ?? film
  if (!input) return null
  // A moment after the start: the very first frame of many films is black.
  const before = ['-max_pixels', String(MAX_PIXELS), ...(film ? ['-ss', '0.1'] : [])]
  const size = `scale=w='min(${SMALL_PX},iw)':h='min(${SMALL_PX},ih)':force_original_aspect_ratio=decrease`
  const shape = ['-an', '-sn', '-dn', '-frames:v', '1', '-map_metadata', '-1', '-threads', '1', '-vf', size]
  const output = [...shape, '-c:v', 'libwebp', '-quality', '78', '-f', 'webp']
  return make({ command, path, input, before, output, timeoutMs: PICTURE_TIMEOUT_MS })
}
