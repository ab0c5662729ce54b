/**
 * Fills an empty store with the sample workspace, through the same inbound events, commands and documents as a real
 * one, so that every row is what the server would have written. Only the time is told to it.
 */
import type { Actor } from '#shared/commands/spec'
import type { Channel } from '#shared/domain/channel'
import { type Id, newId } from '#shared/domain/id'
import type { Product } from '#shared/domain/product'
import { change } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { hashPassword } from '../auth/password'
import { setUp } from '../auth/set-up'
import { createCommitter } from '../commands/committer'
import { createRoster } from '../commands/roster'
import { decode } from '../documents/decode'
import { createDocumentHub } from '../documents/hub'
import { createUpkeep, type Upkeep } from '../documents/upkeep'
import type { BlobFiles } from '../http/blob-files'
import type { Store } from '../store/port'
import { fillBuyers } from './buyers'
import { fillCards } from './cards'
import { makeChance } from './chance'
import { fillLibrary } from './library'
import { makePictures } from './pictures'
import { planWorkspace } from './plan'
import { COLLEAGUES, DEMO_PASSWORD, OWNER, SAMPLE_CHANNELS, SHOP_NAME, WEBSITE } from './shop'
import { playShowcase } from './showcase'
import { tell } from './tell'
import { makeTurns } from './turns'

export interface FillOptions {
  readonly store: Store
  /** Where the pictures' bytes go. */
  readonly files: BlobFiles
  readonly now: number
  /** The same seed tells the same conversations; ids are the server's, and new each time. */
  readonly seed: number
  readonly dialogs: number
}

/** In the sample's catalogue there are fewer. */
const MAX_PRODUCTS = 1000
/** The shop has not begun with Okno. */
const ORDERS_BEFORE = 47_310
/** More than a laptop under load needs. */
const PROJECTION_TIMEOUT_MS = 20_000

/** @returns the channel of the website, where real visitors may write. */
export async function fillWorkspace({ store, files, now, seed, dialogs }: FillOptions): Promise<{ website: Id }> {
  const roster = await createRoster(store)
  let upkeep: Upkeep | null = null
  const committer = createCommitter({
    store,
    roster: () => roster.rows(),
    publish({ rows }) {
      roster.update(rows)
      upkeep?.committed(rows)
    },
  })
  upkeep = createUpkeep({
    store,
    committer,
    operators: () => roster.list('operator'),
    decode: async (request) => decode(request),
    onError: fail,
  })
  const documents = createDocumentHub({ store, committer, validate: async () => true, onUpdate: upkeep.touched, clock: () => now })

  const { operators, website, samples } = await foundShop({ store, commit: committer.transact })
  const [owner] = operators
  if (owner) await fillLibrary({ store, committer, files, owner, chance: makeChance(seed), now })
  const pictures = await makePictures({ store, files, chance: makeChance(seed), now })
  // The store returns what was written under the kind.
  const products = (await store.page('product', { after: '', limit: MAX_PRODUCTS })).map(({ row }) => row as Product)
  const plans = planWorkspace({ seed, now, dialogs })
  const orders = makeTurns(plans.flatMap(({ steps }) => steps.filter((step) => step.do === 'order')))
  const told = await Promise.all(
    plans.map((plan) => {
      const channelId = plan.channel === null ? website : (samples[plan.channel] ?? website)
      const source = plan.channel === null ? WEBSITE : (SAMPLE_CHANNELS[plan.channel]?.name ?? WEBSITE)
      const shop = { store, committer, documents, operators, pictures, products, orders }
      return tell(plan, { ...shop, channelId, source, chance: makeChance(seed) })
    }),
  )
  await fillBuyers({ store, committer, operators, told, chance: makeChance(seed), now })
  await playShowcase({
    store,
    products,
    files,
    committer,
    operators,
    now,
    chance: makeChance(seed),
    channelOf: (kind) => samples[SAMPLE_CHANNELS.findIndex((channel) => channel.kind === kind)] ?? website,
  })
  await fillCards({ store, committer, operators, chance: makeChance(seed), now })
  await projected(
    store,
    told.reduce((sum, { documents: made }) => sum + made, 0),
  )
  await upkeep.close()
  await committer.settled()
  return { website }
}

interface Shop {
  readonly operators: readonly Actor[]
  readonly website: Id
  /** As in SAMPLE_CHANNELS. */
  readonly samples: readonly Id[]
}

async function foundShop({ store, commit }: { store: Store; commit: ReturnType<typeof createCommitter>['transact'] }): Promise<Shop> {
  const owner = await setUp({ accounts: store.accounts, commit }, OWNER)
  if (!owner) throw new Error('The store holds a workspace already')
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const colleagues = COLLEAGUES.map((colleague) => ({ ...colleague, id: newId() }))
  for (const { id, email } of colleagues) await store.accounts.put({ operatorId: id, email, passwordHash })
  const samples = SAMPLE_CHANNELS.map(({ kind, name }): Channel => ({ id: newId(), kind, name, isSample: true, greeting: '' }))
  const { value: website } = await commit(async (tx) => {
    const changes = [
      change('workspace', { id: WORKSPACE_ID, name: SHOP_NAME, country: 'UA', guardsReplies: true, lastOrder: ORDERS_BEFORE }),
      ...colleagues.map((colleague) => change('operator', colleague)),
      ...samples.map((channel) => change('channel', channel)),
    ]
    return { writes: { changes }, value: (await tx.all('channel'))[0]?.id }
  })
  if (website === undefined) throw new Error('The set-up made no website channel')
  const operators = [owner, ...colleagues].map(({ id, role, name }): Actor => ({ operatorId: id, role, name }))
  return { operators, website, samples: samples.map(({ id }) => id) }
}

/** Texts become rows some moments after they are written, and slower on a busy machine: it is given up only when nothing moves. */
async function projected(store: Store, documents: number): Promise<void> {
  let seen = -1
  let deadline = 0
  for (;;) {
    const made = await store.count('document')
    if (made >= documents) return
    if (made > seen) deadline = Date.now() + PROJECTION_TIMEOUT_MS
    else if (Date.now() > deadline) throw new Error(`Of ${documents} texts of the sample ${made} became rows`)
    seen = made
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function fail(error: unknown): never {
  throw error
}
