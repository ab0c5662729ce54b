/** Files of messages: uploaded whole under an id of the sender's choosing, read back by who may see them. */
import * as v from 'valibot'
import { MAX_ATTACHMENT_BYTES } from '#shared/domain/attachment'
import { Id } from '#shared/domain/id'
import type { Viewer } from '#shared/domain/permissions'
import { makeAttempts } from '../auth/attempts'
import { addressKey } from '../auth/sessions'
import type { Who } from '../auth/who'
import { SMALL_TYPE, type SmallPictures } from '../media/small-pictures'
import { type BlobRecord, type BlobStore, LIBRARY } from '../store/port-blobs'
import { fail, json } from './answers'
import type { BlobFiles } from './blob-files'
import { decodeName, disposition, fileName } from './file-name'
import type { Route } from './listen'
import { FOREIGN_FILE } from './pages'
import type { HttpRequest, HttpResponse } from './port'
import { isShownInline, sniff } from './sniff'

/** A visitor is anybody: so many files an address, so that a stranger cannot fill the disk in an afternoon. */
const VISITOR_UPLOADS = { max: 40, perMs: 10 * 60 * 1000 }

/** Whoever holds a signed visitor's token. `dialogId` null before their first message. */
export type AuthorizeVisitor = (request: HttpRequest) => Promise<{ visitorId: Id; dialogId: Id | null } | null>

export interface MediaOptions {
  readonly blobs: BlobStore
  readonly files: BlobFiles
  readonly small: SmallPictures
  readonly who: Who
  /** A file is seen with its dialog. */
  readonly seesDialog: (viewer: Viewer, dialogId: Id) => boolean
  readonly authorizeVisitor: AuthorizeVisitor
  readonly clock: () => number
  readonly elapsed: () => number
}

/** Who is asking, and which files they may read. */
interface Reader {
  readonly owner: BlobRecord['owner']
  maySee(blob: BlobRecord): boolean
}

type Identify = (request: HttpRequest) => Promise<Reader | null>

export function mediaRoutes(options: MediaOptions): Route[] {
  const { who, authorizeVisitor } = options
  const uploads = makeAttempts({ ...VISITOR_UPLOADS, clock: options.elapsed })

  const operator: Identify = async (request) => {
    const caller = await who.operator(request)
    if (!caller) return null
    const owner = { kind: 'operator', id: caller.operator.id } as const
    const sees = (place: Id) => place === LIBRARY || options.seesDialog(caller.actor, place)
    return { owner, maySee: (blob) => isOwn(blob, owner) || (blob.dialogId !== null && sees(blob.dialogId)) }
  }
  const visitor: Identify = async (request) => {
    const caller = await authorizeVisitor(request)
    if (!caller) return null
    const owner = { kind: 'visitor', id: caller.visitorId } as const
    return { owner, maySee: (blob) => isOwn(blob, owner) || (blob.dialogId !== null && blob.dialogId === caller.dialogId) }
  }

  return [
    { method: 'PUT', path: '/api/blobs/:id', handler: (request) => upload(options, request, operator) },
    { method: 'GET', path: '/api/blobs/:id', handler: (request) => download(options, request, operator) },
    { method: 'GET', path: '/api/blobs/:id/small', handler: (request) => look(options, request, operator) },
    {
      method: 'PUT',
      path: '/widget/blobs/:id',
      handler: (request) =>
        uploads.begin(addressKey(request.ip)) > 0
          ? fail(429, 'too-many', 'Too many files; wait a while')
          : upload(options, request, visitor),
    },
    { method: 'GET', path: '/widget/blobs/:id', handler: (request) => download(options, request, visitor) },
    { method: 'GET', path: '/widget/blobs/:id/small', handler: (request) => look(options, request, visitor) },
  ]
}

async function upload({ blobs, files, clock }: MediaOptions, request: HttpRequest, identify: Identify): Promise<HttpResponse> {
  const reader = await identify(request)
  if (!reader) return fail(401, 'unauthenticated', 'Sign in first')
  const id = v.safeParse(Id, request.params.id)
  if (!id.success) return fail(400, 'invalid', 'The id is not valid')
  const bytes = await request.body(MAX_ATTACHMENT_BYTES)
  if (bytes.length === 0) return fail(400, 'invalid', 'The file is empty')
  const blob: BlobRecord = {
    id: id.output,
    owner: reader.owner,
    dialogId: null,
    name: fileName(givenName(request)),
    mime: await sniff(bytes),
    size: bytes.length,
    sha256: await files.write(bytes),
    createdAt: clock(),
  }
  if (!(await blobs.add(blob))) return fail(409, 'conflict', 'The id is taken by another file')
  return json({ id: blob.id, name: blob.name, mime: blob.mime, size: blob.size })
}

async function download(options: MediaOptions, request: HttpRequest, identify: Identify): Promise<HttpResponse> {
  const found = await find(options, request, identify)
  return found.ok ? whole(options, request, found.blob) : found.refusal
}

/** A small picture of it. What has none, and is a picture, is shown as it is; of a film there is then nothing to see. */
async function look(options: MediaOptions, request: HttpRequest, identify: Identify): Promise<HttpResponse> {
  const found = await find(options, request, identify)
  if (!found.ok) return found.refusal
  const file = await options.small(found.blob)
  if (file) return send(request, { type: SMALL_TYPE, disposition: 'inline', etag: `"${found.blob.sha256}-small"`, file })
  if (!found.blob.mime.startsWith('image/')) return fail(404, 'not-found', 'There is no small picture of it')
  return whole(options, request, found.blob)
}

type Found = { readonly ok: true; readonly blob: BlobRecord } | { readonly ok: false; readonly refusal: HttpResponse }

async function find({ blobs }: MediaOptions, request: HttpRequest, identify: Identify): Promise<Found> {
  const reader = await identify(request)
  if (!reader) return { ok: false, refusal: fail(401, 'unauthenticated', 'Sign in first') }
  const id = v.safeParse(Id, request.params.id)
  const blob = id.success ? await blobs.get(id.output) : null
  // Nobody learns whether a file exists that they may not see.
  if (!blob || !reader.maySee(blob)) return { ok: false, refusal: fail(404, 'not-found', 'There is no such file') }
  return { ok: true, blob }
}

function whole({ files }: MediaOptions, request: HttpRequest, { mime, name, sha256 }: BlobRecord): HttpResponse {
  const isInline = isShownInline(mime)
  const type = isInline ? mime : downloadType(mime)
  const file = files.pathOf(sha256)
  return send(request, { type, disposition: disposition(isInline ? 'inline' : 'attachment', name), etag: `"${sha256}"`, file })
}

interface Sent {
  readonly type: string
  readonly disposition: string
  readonly etag: string
  readonly file: string
}

function send(request: HttpRequest, { type, disposition, etag, file }: Sent): HttpResponse {
  const headers = {
    ...FOREIGN_FILE,
    'content-type': type,
    'content-disposition': disposition,
    'cache-control': 'private, max-age=31536000, immutable',
    etag,
  }
  if (request.header('if-none-match')?.includes(etag)) return { status: 304, headers }
  return { status: 200, headers, body: { file } }
}

/** In a header, percent-encoded because headers hold ASCII; or in the query. */
const givenName = (request: HttpRequest): string => decodeName(request.header('x-file-name') ?? '') || request.query.get('name') || ''

const isOwn = (blob: BlobRecord, owner: BlobRecord['owner']): boolean => blob.owner.kind === owner.kind && blob.owner.id === owner.id

/** Without a charset a browser would guess, and text in Cyrillic would be guessed wrong. */
const downloadType = (mime: string): string => (mime === 'text/plain' ? 'text/plain; charset=utf-8' : mime)
