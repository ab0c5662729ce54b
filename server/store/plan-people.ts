/** Everything of a person goes: what stands in rows of its own, beside the replicated ones. ERS2. */
import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Statement } from './executor'
import type { ErasedPeople } from './port'
import { each, query } from './query'
import type { Tables } from './schema'

type Named = { readonly id: Id }
type Documents = { readonly from: string; readonly to: string }

export function planPeople(db: Kysely<Tables>): (people: ErasedPeople) => readonly Statement[] {
  const itemsOf = (id: Id) => db.selectFrom('item').select('id').where('dialog_id', '=', id)
  const uncount = query<Named>()((arg) =>
    db
      .updateTable('counter')
      .set({ live: sql<number>`live - (select count(*) from item where dialog_id = ${arg('id')})` })
      .where('kind', '=', 'item'),
  )
  const raw = query<Named>()((arg) =>
    db.deleteFrom('inbound_raw').where(
      sql<string>`'event:' || channel_id || ':' || key`,
      'in',
      db
        .selectFrom('name')
        .select('key')
        .where('id', 'in', itemsOf(arg('id'))),
    ),
  )
  const itemNames = query<Named>()((arg) => db.deleteFrom('name').where('id', 'in', itemsOf(arg('id'))))
  const names = query<Named>()((arg) => db.deleteFrom('name').where('id', '=', arg('id')))
  const keys = query<Named>()((arg) => db.deleteFrom('message_key').where('item_id', 'in', itemsOf(arg('id'))))
  const arrivals = query<{ channelId: Id; peerKey: string }>()((arg) =>
    db.deleteFrom('arrival').where('channel_id', '=', arg('channelId')).where('peer_key', '=', arg('peerKey')),
  )
  const early = query<{ from: string; to: string }>()((arg) =>
    db.deleteFrom('early_change').where('key', '>=', arg('from')).where('key', '<', arg('to')),
  )
  const items = query<Named>()((arg) => db.deleteFrom('item').where('dialog_id', '=', arg('id')))
  const jobs = query<Named>()((arg) => db.deleteFrom('send_job').where('dialog_id', '=', arg('id')))
  const timers = query<Named>()((arg) => db.deleteFrom('timer').where('dialog_id', '=', arg('id')))
  const blobs = query<Named>()((arg) => db.deleteFrom('blob').where('dialog_id', '=', arg('id')))
  // What a message of somebody else's dialog carries is theirs.
  const chosenBlobs = query<Named>()((arg) => db.deleteFrom('blob').where('chosen_in', '=', arg('id')).where('dialog_id', 'is', null))
  const visitorBlobs = query<Named>()((arg) => db.deleteFrom('blob').where('owner_kind', '=', 'visitor').where('owner_id', '=', arg('id')))
  // Their state stays: it holds no text, and says to devices that come back that their copies are of another lineage.
  const ofDocuments = (['document_update', 'document_version'] as const).map((table) =>
    query<Documents>()((arg) => db.deleteFrom(table).where('doc', '>=', arg('from')).where('doc', '<', arg('to'))),
  )
  return ({ dialogIds, contacts }) => {
    const dialogs = dialogIds.map((id) => ({ id }))
    const documents = [
      ...dialogIds.flatMap((id) => [`note.${id}.`, `draft.${id}.`].map((from) => ({ from, to: after(from) }))),
      ...contacts.map(({ id }) => ({ from: `remark.${id}`, to: `remark.${id}!` })),
    ]
    return [
      ...each(uncount, dialogs),
      ...each(raw, dialogs),
      ...each(keys, dialogs),
      ...each(
        arrivals,
        contacts.map(({ channelId, peerKey }) => ({ channelId, peerKey })),
      ),
      ...each(itemNames, dialogs),
      ...each(names, [...dialogs, ...contacts.map(({ id }) => ({ id }))]),
      ...each(
        early,
        contacts.map(({ peerKey }) => ({ from: `${peerKey}/`, to: after(`${peerKey}/`) })),
      ),
      ...each(jobs, dialogs),
      ...each(timers, dialogs),
      ...each(blobs, dialogs),
      ...each(chosenBlobs, dialogs),
      ...each(
        visitorBlobs,
        contacts.map(({ peerKey }) => ({ id: peerKey })),
      ),
      ...ofDocuments.flatMap((of) => each(of, documents)),
      ...each(items, dialogs),
    ]
  }
}

/** The first text after all that begin so; `prefix` ends with a character of ASCII. */
const after = (prefix: string): string => prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
