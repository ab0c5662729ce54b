/** Writes an answer: headers, HEAD, a file piece by piece with Range. */
import { type FileHandle, open } from 'node:fs/promises'
import { STATUS_CODES } from 'node:http'
import type { Exchange, RequestHead } from './listen-exchange'
import type { HttpResponse } from './port'

/** Read and handed over at once; small enough that a thousand slow downloads fit in memory. */
const CHUNK_BYTES = 64 * 1024

type Headers = Readonly<Record<string, string>>

/** @param always headers of every answer, unless the answer says otherwise; an empty value takes a header away. */
export async function reply(exchange: Exchange, request: RequestHead, response: HttpResponse, always: Headers): Promise<void> {
  const { body } = response
  const headers = { ...always, ...response.headers }
  if (body !== undefined && typeof body === 'object' && 'file' in body)
    return replyFile(exchange, request, { ...response, headers }, body.file)
  exchange.write((native) => {
    native.writeStatus(statusLine(response.status))
    writeHeaders(native, headers)
    if (response.status === 204 || response.status === 304) native.endWithoutBody()
    else if (request.method === 'HEAD') native.endWithoutBody(byteLength(body ?? ''))
    else native.end(body ?? '')
  })
  exchange.finish()
}

async function replyFile(exchange: Exchange, request: RequestHead, response: HttpResponse, path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const range = wantedRange(request, response, size)
    if (range === 'unsatisfiable') {
      return await reply(exchange, request, { status: 416, headers: { ...response.headers, 'content-range': `bytes */${size}` } }, {})
    }
    const { start, end } = range ?? { start: 0, end: size - 1 }
    const length = end - start + 1
    exchange.write((native) => {
      native.writeStatus(statusLine(range ? 206 : response.status))
      writeHeaders(native, {
        ...response.headers,
        'accept-ranges': 'bytes',
        ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
      })
      if (request.method === 'HEAD') native.endWithoutBody(length)
      else if (length === 0) native.end()
    })
    if (request.method !== 'HEAD' && length > 0) await pour(exchange, file, { start, length })
    exchange.finish()
  } finally {
    await file.close()
  }
}

async function pour(exchange: Exchange, file: FileHandle, { start, length }: { start: number; length: number }): Promise<void> {
  const chunk = new Uint8Array(Math.min(CHUNK_BYTES, length))
  for (let sent = 0; sent < length && !exchange.isOver; ) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, length - sent), start + sent)
    // Shorter than it was: the promised length cannot be kept, and only hanging up says so.
    if (bytesRead === 0) return exchange.write((native) => native.close())
    await hand(exchange, chunk.subarray(0, bytesRead), length)
    sent += bytesRead
  }
}

/** Settles when the peer has room for more, or is gone. */
function hand(exchange: Exchange, chunk: Uint8Array, total: number): Promise<void> {
  return new Promise((resolve) => {
    exchange.onOver(resolve)
    exchange.write((native) => {
      const before = native.getWriteOffset()
      const [isTaken, isDone] = native.tryEnd(chunk, total)
      if (isTaken || isDone) return resolve()
      native.onWritable((offset) => {
        const [isRestTaken, isAllDone] = native.tryEnd(chunk.subarray(offset - before), total)
        if (isRestTaken || isAllDone) resolve()
        return isRestTaken
      })
    })
  })
}

/** One range of bytes; several at once are answered with the whole, as the standard allows. */
function wantedRange(request: RequestHead, response: HttpResponse, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const condition = request.header('if-range')
  if (condition !== undefined && condition !== response.headers?.etag) return null
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(request.header('range') ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end ? 'unsatisfiable' : { start, end }
}

interface HeaderWriter {
  writeHeader(name: string, value: string): unknown
}

function writeHeaders(native: HeaderWriter, headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    // A line break would start a header, or a whole answer, of somebody else's making.
    if (value !== '') native.writeHeader(name, value.replace(/[\r\n\0]/g, ' '))
  }
}

const statusLine = (status: number): string => `${status} ${STATUS_CODES[status] ?? 'Unknown'}`

const byteLength = (body: string | Uint8Array): number => (typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength)
