import { type Kysely, sql } from 'kysely'
import { planArrivals } from './plan-arrivals'
import { planErasures, planProjections } from './plan-documents'
import { planPeople } from './plan-people'
import { type PlanCommit, refusedAs } from './planned'
import type { Writes } from './port'
import type { Erasure } from './port-erasures'
import { each, query } from './query'
import type { Tables } from './schema'
import { encodeEntry, loggedUpdates } from './update-log'

/** What a commit writes beside the replicated rows. */
export function planSides(db: Kysely<Tables>): PlanCommit {
  // No conflict clause: a command that has its result must not be executed again (I4).
  const addResult = query<{
    operatorId: string
    id: string
    type: string
    status: 'done' | 'rejected'
    code: string | null
    seq: number
  }>()((arg) =>
    db.insertInto('command_result').values({
      operator_id: arg('operatorId'),
      id: arg('id'),
      type: arg('type'),
      status: arg('status'),
      code: arg('code'),
      seq: arg('seq'),
    }),
  )
  const addName = query<{ key: string; id: string }>()((arg) =>
    db
      .insertInto('name')
      .values({ key: arg('key'), id: arg('id') })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet(({ ref }) => ({ id: ref('excluded.id') }))
          .whereRef('name.id', '=', 'excluded.id'),
      ),
  )
  const passName = query<{ key: string; id: string }>()((arg) =>
    db
      .insertInto('name')
      .values({ key: arg('key'), id: arg('id') })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(({ ref }) => ({ id: ref('excluded.id') }))),
  )
  const addEarly = query<{ name: string; key: string; body: string; until: number }>()((arg) =>
    db
      .insertInto('early_change')
      .values({ name: arg('name'), key: arg('key'), body: arg('body'), until: arg('until') })
      .onConflict((conflict) => conflict.columns(['name', 'key']).doNothing()),
  )
  const addInbound = query<{ channelId: string; key: string; at: number; raw: string }>()((arg) =>
    db
      .insertInto('inbound_raw')
      .values({ channel_id: arg('channelId'), key: arg('key'), at: arg('at'), raw: arg('raw') })
      .onConflict((conflict) => conflict.columns(['channel_id', 'key']).doNothing()),
  )
  const putJob = query<{
    itemId: string
    dialogId: string
    channelId: string
    state: 'queued' | 'sending' | 'finished'
    attempts: number
    dueAt: number
    since: number
  }>()((arg) =>
    db
      .insertInto('send_job')
      .values({
        item_id: arg('itemId'),
        dialog_id: arg('dialogId'),
        channel_id: arg('channelId'),
        state: arg('state'),
        attempts: arg('attempts'),
        due_at: arg('dueAt'),
        since: arg('since'),
        place: sql<number>`(select coalesce(max(place), 0) + 1 from send_job)`,
      })
      .onConflict((conflict) =>
        conflict.column('item_id').doUpdateSet(({ ref }) => ({
          state: ref('excluded.state'),
          attempts: ref('excluded.attempts'),
          due_at: ref('excluded.due_at'),
          since: ref('excluded.since'),
        })),
      ),
  )
  const addLogged = query<{ entry: Uint8Array }>()((arg) =>
    db.insertInto('document_log').values({ seq: sql<number>`(select coalesce(max(seq), 0) + 1 from document_log)`, entry: arg('entry') }),
  )

  const arrivals = planArrivals(db)
  const projection = planProjections(db)
  const erase = planErasures(db)
  const forgetPeople = planPeople(db)

  const putTimer = query<{ dialogId: string; dueAt: number }>()((arg) =>
    db
      .insertInto('timer')
      .values({ dialog_id: arg('dialogId'), due_at: arg('dueAt') })
      .onConflict((conflict) => conflict.column('dialog_id').doUpdateSet(({ ref }) => ({ due_at: ref('excluded.due_at') }))),
  )
  const dropTimer = query<{ dialogId: string }>()((arg) => db.deleteFrom('timer').where('dialog_id', '=', arg('dialogId')))

  // The first place keeps it: a file of one dialog must not be moved out of its sight by being named in another.
  const placeFile = query<{ id: string; place: string }>()((arg) =>
    db
      .updateTable('blob')
      .set({ dialog_id: arg('place') })
      .where('id', '=', arg('id'))
      .where('dialog_id', 'is', null),
  )

  const chooseFile = query<{ id: string; dialogId: string }>()((arg) =>
    db
      .updateTable('blob')
      .set({ chosen_in: arg('dialogId') })
      .where('id', '=', arg('id'))
      .where('chosen_in', 'is', null),
  )

  const addErasure = query<{ id: string; body: string }>()((arg) => db.insertInto('erasure').values({ id: arg('id'), body: arg('body') }))

  return ({ writes, to }) => {
    const results = (writes.results ?? []).map(({ command: { id, type }, operatorId, result: { status, code } }) => {
      return { id, type, operatorId, status, code, seq: to }
    })
    const named = (given: Writes['names']) => [...(given ?? [])].map(([key, id]) => ({ key, id }))
    const jobs = (writes.jobs ?? []).map((job) => ({ ...job }))
    const inbound = (writes.inbound ?? []).map((event) => ({ ...event }))
    const early = (writes.early ?? []).map((change) => ({ ...change }))
    const updates = loggedUpdates(writes)
    const entries = updates.length > 0 ? [{ entry: encodeEntry(updates) }] : []
    const placed = [...(writes.placedFiles ?? [])].map(([id, place]) => ({ id, place }))
    const chosen = [...(writes.chosenFiles ?? [])].map(([id, dialogId]) => ({ id, dialogId }))
    const timers = [...(writes.timers ?? [])]
    const set = timers.flatMap(([dialogId, dueAt]) => (dueAt === null ? [] : [{ dialogId, dueAt }]))
    const dropped = timers.flatMap(([dialogId, dueAt]) => (dueAt === null ? [{ dialogId }] : []))
    const erasures = writes.erasure ? [erasureRow(writes.erasure)] : []
    return [
      ...refusedAs('A command has its result already', each(addResult, results, 1)),
      ...refusedAs('A name belongs to another row', each(addName, named(writes.names), 1)),
      ...refusedAs('A name could not be passed on', each(passName, named(writes.passedNames), 1)),
      ...refusedAs('A send job could not be written', each(putJob, jobs, 1)),
      ...refusedAs('An early change could not be written', each(addEarly, early)),
      ...refusedAs('A timer could not be written', [...each(putTimer, set, 1), ...each(dropTimer, dropped)]),
      ...refusedAs('A file could not be placed', [...each(placeFile, placed), ...each(chooseFile, chosen)]),
      ...refusedAs('An inbound event could not be written', each(addInbound, inbound)),
      ...arrivals(writes),
      ...refusedAs('A document update could not be written', each(addLogged, entries, 1)),
      ...refusedAs('A document could not be recorded', projection(writes.projections ?? [])),
      ...refusedAs('A document could not be erased', erase(writes.erasedDocuments ?? [])),
      ...refusedAs('An erasure could not be noted', each(addErasure, erasures, 1)),
      ...refusedAs('A person could not be erased', writes.erasedPeople ? forgetPeople(writes.erasedPeople) : []),
    ]
  }
}

const erasureRow = ({ id, ...left }: Erasure) => ({ id, body: JSON.stringify(left) })
