/**
 * An operator's file in parts, so that a cut connection costs a part and not the file: GET says how much is here, PATCH
 * puts the next part. The last one makes it a file like any other.
 *
 * UPL2 A part is taken only where the held bytes end; whoever is elsewhere is told where that is. UPL3 A part sent again
 * after the last, its answer lost, is answered the same.
 */
import * as v from 'valibot'
import { MAX_ATTACHMENT_BYTES, MAX_CHUNK_BYTES, type UploadPlace } from '#shared/domain/attachment'
import { Id } from '#shared/domain/id'
import type { SignedIn, Who } from '../auth/who'
import type { BlobStore } from '../store/port-blobs'
import { fail, json } from './answers'
import type { BlobFiles } from './blob-files'
import { decodeName, fileName } from './file-name'
import type { Route } from './listen'
import type { HttpRequest, HttpResponse } from './port'
import { sniff } from './sniff'
import type { UnfinishedFiles } from './unfinished-files'

export interface UploadOptions {
  readonly blobs: BlobStore
  readonly files: BlobFiles
  readonly unfinished: UnfinishedFiles
  readonly who: Who
  readonly clock: () => number
}

const Place = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))

export function uploadRoutes(options: UploadOptions): Route[] {
  const own = (run: (request: HttpRequest, caller: SignedIn, id: Id) => Promise<HttpResponse>) => async (request: HttpRequest) => {
    const caller = await options.who.operator(request)
    if (!caller) return fail(401, 'unauthenticated', 'Sign in first')
    const id = v.safeParse(Id, request.params.id)
    if (!id.success) return fail(400, 'invalid', 'The id is not valid')
    return (await storedBefore(options.blobs, caller, id.output)) ?? run(request, caller, id.output)
  }
  return [
    {
      method: 'GET',
      path: '/api/uploads/:id',
      handler: own(async (_request, { operator }, id) =>
        place({ offset: await options.unfinished.size({ owner: operator.id, id }), isStored: false }),
      ),
    },
    { method: 'PATCH', path: '/api/uploads/:id', handler: own((request, caller, id) => take(options, { request, caller, id })) },
  ]
}

/** The answer when there is a whole file under this id. */
async function storedBefore(blobs: BlobStore, { operator }: SignedIn, id: Id): Promise<HttpResponse | null> {
  const blob = await blobs.get(id)
  if (!blob) return null
  const isOwn = blob.owner.kind === 'operator' && blob.owner.id === operator.id
  return isOwn ? place({ offset: blob.size, isStored: true }) : fail(409, 'conflict', 'The id is taken by another file')
}

interface Part {
  readonly request: HttpRequest
  readonly caller: SignedIn
  readonly id: Id
}

async function take(options: UploadOptions, { request, caller, id }: Part): Promise<HttpResponse> {
  const { unfinished, blobs } = options
  const offset = v.safeParse(Place, request.header('upload-offset'))
  const length = v.safeParse(Place, request.header('upload-length'))
  if (!offset.success || !length.success || length.output === 0) return fail(400, 'invalid', 'Upload-Offset and Upload-Length are needed')
  if (length.output > MAX_ATTACHMENT_BYTES) return fail(413, 'too-large', `A file may have ${MAX_ATTACHMENT_BYTES} bytes`)
  const bytes = await request.body(MAX_CHUNK_BYTES)
  if (bytes.length === 0 || offset.output + bytes.length > length.output) return fail(400, 'invalid', 'The part does not fit the file')
  const file = { owner: caller.operator.id, id }
  const appended = await unfinished.append(file, offset.output, bytes)
  if (appended === 'too-many') return fail(429, 'too-many', 'Too many files are under way')
  // Elsewhere by now: the answer before got lost, or two tabs send the same file.
  const size = appended === 'moved' ? await unfinished.size(file) : appended
  // Also of a part that came before: perhaps the process ended between the last part and the file.
  if (size === length.output) {
    const finished = await finish(options, { request, caller, id })
    if (finished) return finished
  }
  if (appended !== 'moved') return place({ offset: size, isStored: false })
  return (await storedBefore(blobs, caller, id)) ?? place({ offset: size, isStored: false }, 409)
}

/** @returns null when another request has just done it. */
async function finish({ unfinished, blobs, files, clock }: UploadOptions, { request, caller, id }: Part): Promise<HttpResponse | null> {
  const owner = caller.operator.id
  const whole = await unfinished.read({ owner, id })
  if (!whole) return null
  const isStored = await blobs.add({
    id,
    owner: { kind: 'operator', id: owner },
    dialogId: null,
    name: fileName(decodeName(request.header('x-file-name') ?? '')),
    mime: await sniff(whole),
    size: whole.length,
    sha256: await files.write(whole),
    createdAt: clock(),
  })
  await unfinished.remove({ owner, id })
  return isStored ? place({ offset: whole.length, isStored: true }) : fail(409, 'conflict', 'The id is taken by another file')
}

const place = (at: UploadPlace, status = 200): HttpResponse => json(at, status)
