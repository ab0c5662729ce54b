import * as v from 'valibot'
import { DocumentName } from '#shared/domain/document'
import type { Viewer } from '#shared/domain/permissions'
import { signedIn } from '../auth/access'
import type { Who } from '../auth/who'
import { fail, json } from '../http/answers'
import type { Route } from '../http/listen'
import type { Store } from '../store/port'

/** More than anybody reads; older ones are there all the same. */
const MAX_SHOWN = 100

/** What a document said before, for whoever may see it: newest first. */
export function historyRoute(options: {
  who: Who
  store: Pick<Store, 'documentVersions'>
  seesDocument: (viewer: Viewer, doc: DocumentName) => boolean
}): Route {
  return {
    method: 'GET',
    path: '/api/documents/:document/versions',
    handler: signedIn(options.who, async (request, { actor }) => {
      const doc = v.safeParse(DocumentName, request.params.document)
      if (!doc.success || !options.seesDocument(actor, doc.output)) return fail(404, 'not-found', 'There is no such document')
      const versions = await options.store.documentVersions(doc.output, MAX_SHOWN)
      return json({ versions: versions.map(({ n, startedAt, at, authors, text }) => ({ n, startedAt, at, authors, text })) })
    }),
  }
}
