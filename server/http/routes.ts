/** The whole HTTP interface but for webhooks of channels: what stands where. */
import type { Access } from '../auth/access'
import { keyRoutes } from '../auth/keys'
import { operatorRoutes } from '../auth/operators'
import { sessionRoutes } from '../auth/sessions'
import type { Store } from '../store/port'
import { channelRoutes } from './channels'
import { type FetchPicture, fetchPicture } from './fetch-picture'
import { healthRoute } from './health'
import type { Route } from './listen'
import { type MediaOptions, mediaRoutes } from './media'
import type { OriginPolicy } from './origin'
import type { HttpRequest } from './port'
import { productPictureRoutes } from './product-pictures'
import { type UploadOptions, uploadRoutes } from './uploads'

export interface RouteOptions {
  readonly access: Access
  readonly store: Pick<Store, 'head' | 'dialect' | 'rows' | 'blobs'>
  readonly media: Omit<MediaOptions, 'who' | 'clock' | 'elapsed'> & Pick<UploadOptions, 'unfinished'>
  readonly version: string
  /** Room on the disk that holds the data. */
  readonly freeBytes: () => Promise<number>
  readonly addressOf: (request: HttpRequest) => string
  readonly origin: OriginPolicy
  /** How pictures at a shop's own addresses are had; from the network, unless a test says otherwise. */
  readonly pictures?: FetchPicture
  /** Made elsewhere: the set-up link, pages of channels. */
  readonly more?: readonly Route[]
}

export function routes({ access, store, media, version, freeBytes, addressOf, origin, pictures, more = [] }: RouteOptions): Route[] {
  const { who, clock, elapsed } = access
  const all = [
    healthRoute(store, version, freeBytes),
    ...sessionRoutes(access),
    ...operatorRoutes(access),
    ...keyRoutes(access),
    ...channelRoutes(access, addressOf),
    ...mediaRoutes({ ...media, who, clock, elapsed }),
    ...uploadRoutes({ ...media, who, clock }),
    ...productPictureRoutes({ store, files: media.files, who, clock, fetchPicture: pictures ?? fetchPicture }),
    ...more,
  ]
  return all.map((route) => origin.protect(route))
}
