import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { soundType } from '#shared/domain/attachment'
import { makeSound } from '../demo/sound'
import { type Converter, findConverter } from './ffmpeg'

let folder: string
let wav: string
const found = await findConverter()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-sound-test-'))
  wav = join(folder, 'a.wav')
  await writeFile(wav, makeSound(2).bytes)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!found)('a recording (skipped where there is no ffmpeg)', () => {
  const converter = found as Converter

  test.each(['audio/ogg', 'audio/mpeg', 'audio/mp4'])('[C6] becomes %s, and from that what another channel takes', async (to) => {
    const made = await converter.convert(wav, 'audio/wav', to)
    expect(soundType((await fileTypeFromBuffer(made ?? new Uint8Array()))?.mime.split(';')[0] ?? '')).toMatch(
      to === 'audio/mp4' ? /^audio\/(mp4|x-m4a)$/ : new RegExp(`^${to}$`),
    )
    const path = join(folder, 'again')
    await writeFile(path, made ?? '')
    expect(await converter.convert(path, to, 'audio/mpeg')).not.toBeNull()
  })

  test('[C6] of a browser (WebM with Opus) is taken', async () => {
    const webm = join(folder, 'a.webm')
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', wav, '-c:a', 'libopus', webm])
    expect(await converter.convert(webm, 'audio/webm', 'audio/mpeg')).not.toBeNull()
  })

  test('[C6] that is no sound, or not what it says, is refused; nothing else is opened through it', async () => {
    const path = join(folder, 'hostile')
    for (const [bytes, from] of [
      ['#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile:///etc/passwd\n', 'audio/webm'],
      ['not a sound at all', 'audio/ogg'],
      ['', 'audio/mp4'],
      ['RIFF', 'text/plain'],
    ] as const) {
      await writeFile(path, bytes)
      expect(await converter.convert(path, from, 'audio/mpeg')).toBeNull()
    }
    expect(await converter.convert(wav, 'audio/wav', 'audio/flac')).toBeNull()
  })
})

test('[C6] a machine without ffmpeg is known as one', async () => {
  expect(await findConverter('no-such-program')).toBeNull()
})
