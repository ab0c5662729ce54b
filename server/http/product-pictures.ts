/** Pictures of products: kept ones as they are, the shop's own fetched once and kept from then on. */
import { createHash } from 'node:crypto'
import type { Id } from '#shared/domain/id'
import type { Product, ProductPicture } from '#shared/domain/product'
import type { Who } from '../auth/who'
import type { Store } from '../store/port'
import { type BlobRecord, LIBRARY } from '../store/port-blobs'
import { fail } from './answers'
import type { BlobFiles } from './blob-files'
import type { FetchPicture } from './fetch-picture'
import { disposition } from './file-name'
import type { Route } from './listen'
import { FOREIGN_FILE } from './pages'
import type { HttpRequest, HttpResponse } from './port'
import { sniff } from './sniff'

export interface ProductPictureOptions {
  readonly store: Pick<Store, 'rows' | 'blobs'>
  readonly files: BlobFiles
  readonly who: Who
  readonly fetchPicture: FetchPicture
  readonly clock: () => number
}

export function productPictureRoutes(options: ProductPictureOptions): Route[] {
  return [{ method: 'GET', path: '/api/products/:id/pictures/:index', handler: (request) => show(options, request) }]
}

async function show(options: ProductPictureOptions, request: HttpRequest): Promise<HttpResponse> {
  const { store, files, who } = options
  const caller = await who.operator(request)
  if (!caller) return fail(401, 'unauthenticated', 'Sign in first')
  const [stored] = await store.rows([{ kind: 'product', id: request.params.id ?? '' }])
  // The store returns what was written under the kind.
  const picture = (stored?.row as Product | null | undefined)?.pictures[Number(request.params.index)]
  const blob = picture && (await blobOf(options, picture, caller.operator.id))
  if (!blob || !/^image\/(png|jpeg|gif|webp|avif)$/.test(blob.mime)) return fail(404, 'not-found', 'There is no such picture')
  const headers = {
    ...FOREIGN_FILE,
    'content-type': blob.mime,
    'content-disposition': disposition('inline', blob.name),
    'cache-control': 'private, max-age=31536000, immutable',
  }
  return { status: 200, headers, body: { file: files.pathOf(blob.sha256) } }
}

async function blobOf(options: ProductPictureOptions, picture: ProductPicture, callerId: Id): Promise<BlobRecord | null> {
  const { store, files, fetchPicture, clock } = options
  if ('file' in picture) return store.blobs.get(picture.file.id)
  const id = `picture.${createHash('sha256').update(picture.url).digest('hex').slice(0, 40)}`
  const kept = await store.blobs.get(id)
  if (kept) return kept
  const bytes = await fetchPicture(picture.url)
  const mime = bytes ? await sniff(bytes) : ''
  if (!bytes || !mime.startsWith('image/')) return null
  const blob: BlobRecord = {
    id,
    owner: { kind: 'operator', id: callerId },
    dialogId: LIBRARY,
    name: `picture.${mime.slice('image/'.length)}`,
    mime,
    size: bytes.length,
    sha256: await files.write(bytes),
    createdAt: clock(),
  }
  // Two people may look at once; whoever came second shows what the first has kept.
  return (await store.blobs.add(blob)) ? blob : store.blobs.get(id)
}
