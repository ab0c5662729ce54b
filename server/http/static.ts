/**
 * The built client. Its files are read once and served from memory under the names they had then, so no path from
 * outside ever reaches the file system.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { fail } from './answers'
import { APP_PAGE, EMBEDDED_SCRIPT, MAIL_PAGES, WIDGET_FRAME_PAGE } from './pages'
import type { HttpHandler, HttpRequest, HttpResponse } from './port'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.map', '.webmanifest', '.svg', '.txt'])
/** Below this a compressed answer takes as many packets as a plain one. */
const MIN_COMPRESSED_BYTES = 1024
/** Nearly as small as the best, at a tenth of the time: each file is compressed once, at its first request. */
const BROTLI_QUALITY = 6

const A_YEAR = 'public, max-age=31536000, immutable'
/** Kept, but asked about each time: the way to a new version. */
const ASK_FIRST = 'no-cache'

/** First parts of paths that are not pages of the app: an unknown one among them is not found. */
const NOT_PAGES = new Set(['api', 'assets', 'demo', 'health', 'icons', 'mail', 'sync', 'widget', 'widget.js', 'yjs'])

interface StaticFile {
  readonly bytes: Buffer
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  readonly isCompressible: boolean
  compressed: Promise<Buffer> | null
}

const compress = promisify(brotliCompress)

/** Answers for the whole client, and 404 for the rest. */
export async function serveStatic(folder: string): Promise<HttpHandler> {
  const files = await readFolder(folder)

  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return notFound(request)
    const file = files.get(request.path) ?? (isAppPage(request.path) ? files.get('/index.html') : undefined)
    return file ? send(file, request) : notFound(request)
  }
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : []
  for (const entry of entries.filter((found) => found.isFile())) {
    const place = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, place).split(sep).join('/')}`
    const bytes = await readFile(place)
    files.set(path, {
      bytes,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      headers: headersOf(path),
      isCompressible: COMPRESSED.has(extname(path)) && bytes.length >= MIN_COMPRESSED_BYTES,
      compressed: null,
    })
  }
  return files
}

function headersOf(path: string): Readonly<Record<string, string>> {
  return {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    // Names in assets/ hold a hash of the content: another content has another name.
    'cache-control': path.includes('/assets/') ? A_YEAR : ASK_FIRST,
    // Scripts too: a worker goes by the policy of its own file.
    ...(path === '/widget/frame.html' ? WIDGET_FRAME_PAGE : path === '/widget.js' ? EMBEDDED_SCRIPT : (MAIL_PAGES[path] ?? APP_PAGE)),
  }
}

async function send(file: StaticFile, request: HttpRequest): Promise<HttpResponse> {
  const headers = { ...file.headers, etag: file.etag, ...(file.isCompressible && { vary: 'accept-encoding' }) }
  if (request.header('if-none-match')?.includes(file.etag)) return { status: 304, headers }
  if (!file.isCompressible || !/\bbr\b/.test(request.header('accept-encoding') ?? '')) return { status: 200, headers, body: file.bytes }
  file.compressed ??= compress(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
  return { status: 200, headers: { ...headers, 'content-encoding': 'br' }, body: await file.compressed }
}

/** A path without a dot in its last part that belongs to nobody else: the app's router knows it, or says that it does not. */
function isAppPage(path: string): boolean {
  const parts = path.split('/')
  return !NOT_PAGES.has(parts[1] ?? '') && !(parts.at(-1) ?? '').includes('.')
}

function notFound(request: HttpRequest): HttpResponse {
  if (request.path.startsWith('/api/')) return fail(404, 'not-found', 'There is nothing at this path')
  return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body: 'Not found' }
}
