/** A shop's file as text, piece by piece, in whatever encoding it was saved. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** An XML declaration and a byte order mark stand within it. */
const HEAD_BYTES = 256

/** @param onBytes how much has been read so far. @throws when `signal` is aborted. */
export async function* textOf(path: string, options: { signal: AbortSignal; onBytes(read: number): void }): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(path))
  let read = 0
  for await (const chunk of createReadStream(path, { signal: options.signal })) {
    if (!Buffer.isBuffer(chunk)) continue
    read += chunk.length
    options.onBytes(read)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

/** What the file says of itself; otherwise UTF-8, and what is not UTF-8 is the old Cyrillic of the region's spreadsheets. */
async function encodingOf(path: string): Promise<string> {
  const head = await headOf(path)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const declared = /^\s*(?:\ufeff)?<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head.toString('latin1').replace(/^ï»¿/, ''))?.[1]
  if (declared !== undefined && isKnown(declared)) return declared
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1251'
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label) !== null
  } catch {
    return false
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) if (Buffer.isBuffer(chunk)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
