/** Bugs of commits and of those who ask for them. */
import { change } from '#shared/domain/row'
import type { Store, StoreReader, Writes } from '../../../server/store/port'
import { type Bug, nowAndThen } from './bug'

type Reading = (tx: StoreReader) => Promise<{ writes: Writes; value: never }>

/** Changes what a commit writes. */
const commits = (spoil: (writes: Writes) => Writes) => (store: Store) => ({
  transact: ((work: Reading) =>
    store.transact(async (tx) => {
      const { writes, value } = await work(tx)
      return { writes: spoil(writes), value }
    })) as Store['transact'],
})

export const SERVER_BUGS: readonly Bug[] = [
  { name: 'results are not written', store: commits((writes) => ({ ...writes, results: [] })) },
  { name: 'names of visitors and their messages are not written', store: commits((writes) => ({ ...writes, names: new Map() })) },
  {
    name: 'updates of documents are acknowledged and not written',
    store: commits((writes) => ({ ...writes, documentUpdates: [] })),
  },
  {
    name: 'an item takes the wrong place',
    store: commits((writes) => ({
      ...writes,
      changes: (writes.changes ?? []).map((each) =>
        each.kind === 'item' && each.row.dseq % 5 === 0 ? change('item', { ...each.row, dseq: each.row.dseq + 1000 }) : each,
      ),
    })),
  },
  {
    name: 'a message is stored without its order to be sent',
    store: commits((writes) => ({ ...writes, jobs: (writes.jobs ?? []).filter(({ state }) => state !== 'queued') })),
  },
  {
    name: 'a command is answered before it is committed',
    executor: (executor) => ({
      async admit(actor, commands) {
        void executor.admit(actor, commands)
        return commands.map(async ({ id }) => ({ id, status: 'done' as const, code: null, seq: 0 }))
      },
    }),
  },
  {
    name: 'commands of one frame are executed backwards',
    executor: (executor) => ({
      admit: async (actor, commands) => [...(await executor.admit(actor, [...commands].reverse()))].reverse(),
    }),
  },
  {
    name: 'a command of a frame is dropped',
    executor: (executor) => ({ admit: (actor, commands) => executor.admit(actor, nowAndThen() ? commands.slice(1) : commands) }),
  },
  {
    name: 'a visitor is answered before the commit',
    accept: (accept) => async (event) => {
      void accept(event).catch(() => undefined)
      return { ok: true, dialogId: '', itemId: '', isDuplicate: false, at: 0 }
    },
  },
  {
    name: 'a visitor’s repeated message is taken for a new one',
    accept: (accept) => (event) => accept(event.type === 'message' ? { ...event, key: `${event.key} ${Math.random()}` } : event),
  },
  {
    name: 'a send that was interrupted is tried again',
    outbound: (store) => ({
      interruptedJobs: async () => [],
      dueJobs: async (now, limit) => [
        ...(await store.interruptedJobs()).map((job) => ({ ...job, state: 'queued' as const })),
        ...(await store.dueJobs(now, limit)),
      ],
    }),
  },
  {
    name: 'a message is given to its channel twice',
    adapter: ({ send }) => ({
      send: (message, patience) => {
        if (nowAndThen()) void send(message, patience).catch(() => undefined)
        return send(message, patience)
      },
    }),
  },
  {
    name: 'an update is acknowledged before it is committed',
    documents: (hub) => ({
      async push(...update) {
        // As a store does that is busy with others.
        setTimeout(() => void hub.push(...update).catch(() => undefined), 5000)
        return { ok: true }
      },
    }),
  },
  { name: 'a restored copy keeps the epoch of the original', keepsEpoch: true },
]
