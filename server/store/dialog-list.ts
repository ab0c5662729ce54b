import type { Kysely } from 'kysely'
import type { DialogState } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Reads } from './executor'
import type { Store } from './port'
import { query, read } from './query'
import { fromEntity } from './rows'
import type { Tables } from './schema'

/** Before the newest dialog there can be. */
const FIRST_PAGE = { updatedAt: Number.MAX_SAFE_INTEGER, id: '' }

/** Dialogs by their order in the list. */
export function makeDialogList(db: Kysely<Tables>, reads: Reads): Pick<Store, 'dialogsByRecency' | 'countSummaries'> {
  const below = (updatedAt: number, id: Id) =>
    db
      .selectFrom('entity')
      .where('sort_at', 'is not', null)
      .where((eb) => eb(eb.refTuple('sort_at', 'id'), '<', eb.tuple(updatedAt, id)))
  const page = (updatedAt: number, id: Id, since: number, limit: number) =>
    below(updatedAt, id)
      .select(['kind', 'id', 'ver', 'owner', 'body'])
      .where('sort_at', '>=', since)
      .orderBy('sort_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
  const all = query<{ updatedAt: number; id: Id; since: number; limit: number }>()((arg) =>
    page(arg('updatedAt'), arg('id'), arg('since'), arg('limit')).where('kind', '=', 'dialog'),
  )
  const ofState = query<{ updatedAt: number; id: Id; since: number; limit: number; state: DialogState }>()((arg) =>
    page(arg('updatedAt'), arg('id'), arg('since'), arg('limit')).where('state', '=', arg('state')),
  )
  const countRecent = query<{ updatedAt: number; id: Id; since: number }>()((arg) =>
    below(arg('updatedAt'), arg('id'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('kind', '=', 'dialog')
      .where('sort_at', '>=', arg('since')),
  )
  const countOlderOpen = query<{ updatedAt: number; id: Id; since: number }>()((arg) =>
    below(arg('updatedAt'), arg('id'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'open')
      .where('sort_at', '<', arg('since')),
  )

  return {
    async dialogsByRecency({ after, limit, state, since = 0 }) {
      const of = { ...(after ?? FIRST_PAGE), since, limit }
      return (await (state ? read(reads, ofState, { ...of, state }) : read(reads, all, of))).map(fromEntity)
    },
    async countSummaries(since, after = null) {
      const of = { ...(after ?? FIRST_PAGE), since }
      const [recent, older] = await Promise.all([read(reads, countRecent, of), read(reads, countOlderOpen, of)])
      return (recent[0]?.count ?? 0) + (older[0]?.count ?? 0)
    },
  }
}
