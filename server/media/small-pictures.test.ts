import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeChance } from '../demo/chance'
import { drawPicture } from '../demo/picture'
import { type BlobFiles, makeBlobFiles } from '../http/blob-files'
import { type Converter, findConverter } from './ffmpeg'
import { createSmallPictures } from './small-pictures'

let folder: string
let files: BlobFiles
const found = await findConverter()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-small-test-'))
  files = makeBlobFiles(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const stored = async (bytes: Uint8Array, mime: string) => ({ sha256: await files.write(bytes), mime, size: bytes.length })

/** A picture or film as ffmpeg makes it. */
async function made(name: string, ...args: string[]): Promise<Uint8Array> {
  const path = join(folder, name)
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-f', 'lavfi', ...args, path])
  return readFile(path)
}

/** Width and height that a WebP says it has. */
function shapeOf(webp: Uint8Array | null): [number, number] | null {
  if (!webp) return null
  const bytes = Buffer.from(webp)
  const kind = bytes.toString('latin1', 12, 16)
  if (kind === 'VP8X') return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1]
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21)
    return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1]
  }
  return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff]
}

test('a small picture for which there is no room is none, and the file is shown as it is', async () => {
  const full: BlobFiles = { ...files, writeSmall: () => Promise.reject(new Error('The disk is full')) }
  const converter: Converter = { convert: async () => null, shrink: async () => new Uint8Array([1]) }
  expect(await createSmallPictures({ files: full, converter })({ sha256: 'f00', mime: 'image/png', size: 99_999 })).toBeNull()
})

describe.skipIf(!found)('a small picture (skipped where there is no ffmpeg)', () => {
  const converter = found as Converter
  const small = async (bytes: Uint8Array, mime: string) => {
    const path = await createSmallPictures({ files, converter })(await stored(bytes, mime))
    return path === null ? null : readFile(path)
  }

  test('[W6] is made once, however many look at it', async () => {
    let times = 0
    const counting: Converter = {
      ...converter,
      shrink(path, from) {
        times += 1
        return converter.shrink(path, from)
      },
    }
    const blob = await stored(drawPicture(makeChance(1)), 'image/png')
    const look = createSmallPictures({ files, converter: counting })
    const paths = await Promise.all([look(blob), look(blob), look(blob)])
    expect(new Set(paths).size).toBe(1)
    expect(await createSmallPictures({ files, converter: counting })(blob)).toBe(paths[0])
    expect(times).toBe(1)
    expect((await readdir(join(folder, blob.sha256.slice(0, 2)))).sort()).toEqual([blob.sha256, `${blob.sha256}.small`])
  })

  test('[W6] fits the timeline and keeps its shape, and what is small already is not blown up', async () => {
    const wide = await made('wide.jpg', '-i', 'testsrc2=s=2400x1200', '-frames:v', '1', '-q:v', '2')
    expect(shapeOf(await small(wide, 'image/jpeg'))).toEqual([680, 340])
    expect(shapeOf(await small(drawPicture(makeChance(2)), 'image/png'))).toEqual([480, 360])
    const tiny = await made('tiny.png', '-i', 'color=s=64x64', '-frames:v', '1')
    expect(await small(tiny, 'image/png')).toBeNull()
  })

  test('[W6] of a phone’s photo stands upright', async () => {
    const lying = await made('lying.jpg', '-i', 'testsrc2=s=1600x800', '-frames:v', '1', '-q:v', '2')
    expect(shapeOf(await small(turned(lying), 'image/jpeg'))).toEqual([340, 680])
  })

  test('[W6] of a film is its beginning', async () => {
    const film = await made('film.webm', '-i', 'testsrc2=s=320x240:d=1:r=8', '-c:v', 'libvpx', '-b:v', '200k')
    expect(shapeOf(await small(film, 'video/webm'))).toEqual([320, 240])
  })

  test('[W6] is not made of what is none, nor of a bomb, and is not tried again', async () => {
    let times = 0
    const counting: Converter = {
      ...converter,
      shrink(path, from) {
        times += 1
        return converter.shrink(path, from)
      },
    }
    const look = createSmallPictures({ files, converter: counting })
    const bomb = await made('bomb.png', '-i', 'color=s=10000x9000', '-frames:v', '1')
    const bombs = [
      await stored(Buffer.concat([bomb, Buffer.alloc(64 * 1024)]), 'image/png'),
      await stored(Buffer.alloc(99_999, 1), 'image/jpeg'),
    ]
    for (const blob of [...bombs, ...bombs]) expect(await look(blob)).toBeNull()
    expect(times).toBe(2)
    expect(await look(await stored(Buffer.alloc(99_999, 2), 'image/gif'))).toBeNull()
    expect(times).toBe(2)
  })
})

test('[W6] without ffmpeg there are no small pictures', async () => {
  expect(await createSmallPictures({ files, converter: null })(await stored(drawPicture(makeChance(3)), 'image/png'))).toBeNull()
})

/** With an EXIF note, as phones write it: to be turned by a quarter. */
function turned(jpeg: Uint8Array): Uint8Array {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.alloc(4)
  head.writeUInt16BE(0xffe1, 0)
  head.writeUInt16BE(exif.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)])
}
