/**
 * A price list in parts, as other files come (UPL2), because a cut connection must not cost the file; then what it would
 * change; then the change. For administrators.
 */
import * as v from 'valibot'
import { MAX_CHUNK_BYTES, type UploadPlace } from '#shared/domain/attachment'
import { Id } from '#shared/domain/id'
import { ListReading, type ListState, MAX_LIST_BYTES } from '#shared/domain/price-list'
import { administrator } from '../auth/access'
import type { SignedIn, Who } from '../auth/who'
import { fail, json, noContent, readJson } from '../http/answers'
import type { Route } from '../http/listen'
import type { HttpRequest, HttpResponse } from '../http/port'
import type { UnfinishedFile, UnfinishedFiles } from '../http/unfinished-files'
import { type Imports, importKey } from './imports'

export interface ImportRoutesOptions {
  readonly who: Who
  readonly unfinished: UnfinishedFiles
  readonly imports: Imports
}

const Place = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))
const WAITING: ListState = { phase: 'waiting', done: 0, total: 0, preview: null }

interface Call {
  readonly request: HttpRequest
  readonly caller: SignedIn
  readonly key: string
  readonly file: UnfinishedFile
}

export function importRoutes({ who, unfinished, imports }: ImportRoutesOptions): Route[] {
  const route = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, run: (call: Call) => Promise<HttpResponse>): Route => ({
    method,
    path: `/api/catalogue/imports/:id${path}`,
    handler: administrator(who, async (request, caller) => {
      const id = v.safeParse(Id, request.params.id)
      if (!id.success) return fail(400, 'invalid', 'The id is not valid')
      const owner = caller.operator.id
      return run({ request, caller, key: importKey(owner, id.output), file: { owner: `catalogue ${owner}`, id: id.output } })
    }),
  })

  return [
    route('PATCH', '', async ({ request, file }) => {
      const offset = v.safeParse(Place, request.header('upload-offset'))
      if (!offset.success) return fail(400, 'invalid', 'Upload-Offset is needed')
      const bytes = await request.body(MAX_CHUNK_BYTES)
      if (bytes.length === 0) return fail(400, 'invalid', 'The part is empty')
      if (offset.output + bytes.length > MAX_LIST_BYTES) return fail(413, 'too-large', `A price list may have ${MAX_LIST_BYTES} bytes`)
      const appended = await unfinished.append(file, offset.output, bytes)
      if (appended === 'too-many') return fail(429, 'too-many', 'Too many files are under way')
      return appended === 'moved' ? place(await unfinished.size(file), 409) : place(appended, 200)
    }),
    route('GET', '', async ({ key }) => json(imports.state(key) ?? WAITING)),
    route('POST', '/preview', async ({ request, key, file }) => {
      const reading = await readJson(request, ListReading)
      if (!reading.ok) return reading.answer
      const bytes = await unfinished.size(file)
      if (bytes === 0) return fail(404, 'not-found', 'There is no such price list')
      imports.read(key, { path: unfinished.pathOf(file), bytes }, reading.value)
      return json(imports.state(key) ?? WAITING, 202)
    }),
    route('POST', '/apply', async ({ key, caller }) =>
      imports.apply(key, caller.actor)
        ? json(imports.state(key) ?? WAITING, 202)
        : fail(409, 'conflict', 'Nothing is ready to be taken in'),
    ),
    route('DELETE', '', async ({ key, file }) => {
      imports.forget(key)
      await unfinished.remove(file)
      return noContent()
    }),
  ]
}

const place = (offset: number, status: number): HttpResponse => json({ offset, isStored: false } satisfies UploadPlace, status)
