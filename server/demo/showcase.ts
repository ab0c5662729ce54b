/**
 * Three dialogs that show every kind of message: what customers send beside text and pictures, and what becomes of
 * messages. Told through the same inbound events and commands as the rest.
 */
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import type { Attachment } from '#shared/domain/attachment'
import type { Content } from '#shared/domain/content'
import type { Dialog } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import type { Pipeline } from '#shared/domain/pipeline'
import type { Product } from '#shared/domain/product'
import { change } from '#shared/domain/row'
import { createInbound } from '../channels/inbound'
import type { InboundEvent } from '../channels/port'
import type { Committer } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { BlobFiles } from '../http/blob-files'
import type { Store } from '../store/port'
import type { Chance } from './chance'
import { drawPicture, PICTURE_HEIGHT, PICTURE_WIDTH } from './picture'
import { HOTEL, PLAIDS, sell } from './showcase-sales'
import { playEmail, playInstagram, playTelegram } from './showcase-stories'

export const SHOWN_DIALOGS = 3

export interface Showcase {
  readonly store: Store
  readonly products: readonly Product[]
  readonly files: BlobFiles
  readonly committer: Committer
  readonly chance: Chance
  readonly operators: readonly Actor[]
  channelOf(kind: 'telegram_bot' | 'instagram' | 'email'): Id
  readonly now: number
}

type Said = { readonly key: string; readonly text?: string; readonly attachments?: readonly Attachment[]; readonly content?: Content }
type Changed = { edited: string } | { deleted: true } | { emojis: readonly string[] }

interface Place {
  readonly dialogId: Id
  readonly contactId: Id
}

/** One customer, and whoever answers them. */
export interface Scene {
  readonly now: number
  hear(minutesAgo: number, said: Said & { replyTo?: string }): Promise<void>
  /** @param of the customer's own message by its key, or an answer by its id. */
  become(minutesAgo: number, of: { key: string } | { itemId: Id }, changed: Changed): Promise<void>
  answer(minutesAgo: number, by: number, args: { text: string; attachments?: Attachment[]; replyTo?: string }): Promise<Id>
  act<T extends CommandType>(minutesAgo: number, by: number, type: T, args: (at: Place) => CommandArgs<T>): Promise<void>
  file(bytes: Uint8Array, facts: { name: string; mime: string; voice?: Attachment['voice'] }): Promise<Attachment>
  picture(name: string): Promise<Attachment>
  itemOf(key: string): Id
  operatorId(by: number): Id
}

export async function playShowcase(showcase: Showcase): Promise<void> {
  // The store returns what was written under the kind.
  const pipeline = (await showcase.store.all('pipeline'))[0]?.row as Pipeline | undefined
  if (!pipeline) throw new Error('The sample has no pipeline')
  const shop = { products: showcase.products, pipeline }
  await playInstagram(makeScene(showcase, { kind: 'instagram', key: 'show-instagram', name: 'juli.decor' }))
  const email = makeScene(showcase, { kind: 'email', key: 'office@dimhotel.example', name: 'Роман Дзюба' })
  await playEmail(email)
  await sell(email, HOTEL, shop)
  const telegram = makeScene(showcase, { kind: 'telegram_bot', key: 'show-telegram', name: 'Соломія Стець' })
  await playTelegram(telegram)
  await sell(telegram, PLAIDS, shop)
}

async function placeOf(store: Store, dialogId: Id): Promise<Place> {
  const [stored] = await store.rows([{ kind: 'dialog', id: dialogId }])
  return { dialogId, contactId: (stored?.row as Dialog | undefined)?.contactId ?? '' }
}

function makeScene(
  { store, files, committer, chance, operators, channelOf, now }: Showcase,
  who: { kind: 'telegram_bot' | 'instagram' | 'email'; key: string; name: string },
): Scene {
  const channelId = channelOf(who.kind)
  const items = new Map<string, Id>()
  let begun: Place | null = null
  const timeOf = (minutesAgo: number) => now - Math.round(minutesAgo * 60_000)
  const accept = (event: InboundEvent, at: number) => createInbound({ committer, clock: () => at })(event)
  const actor = (by: number): Actor => {
    const found = operators[by]
    if (!found) throw new Error(`There is no operator ${by}`)
    return found
  }
  const place = (): Place => {
    if (!begun) throw new Error('A dialog begins with its customer')
    return begun
  }

  const scene: Scene = {
    now,
    async hear(minutesAgo, { key, text = '', attachments = [], content, replyTo }) {
      const outcome = await accept(
        {
          type: 'message',
          channelId,
          peer: { key: who.key, name: who.name, origin: null },
          key,
          text,
          attachments,
          ...(content ? { content } : {}),
          ...(replyTo ? { replyTo } : {}),
          raw: JSON.stringify({ sample: key }),
        },
        timeOf(minutesAgo),
      )
      if (!outcome.ok) throw new Error(`The sample's message was not taken: ${outcome.reason}`)
      begun ??= await placeOf(store, outcome.dialogId)
      if (outcome.itemId) items.set(key, outcome.itemId)
      const named = [...attachments, ...(content?.type === 'email' && content.html ? [content.html] : [])].map(({ id }) => id)
      const posted = content?.type === 'comment' && content.post.picture ? [content.post.picture.id] : []
      await store.blobs.attach([...named, ...posted], outcome.dialogId)
    },
    async become(minutesAgo, target, changed) {
      const at = timeOf(minutesAgo)
      const common = { channelId, peerKey: who.key, target, at }
      if ('edited' in changed) await accept({ ...common, type: 'edited', text: changed.edited }, at)
      else if ('deleted' in changed) await accept({ ...common, type: 'deleted' }, at)
      else await accept({ ...common, type: 'reaction', emojis: changed.emojis }, at)
    },
    async answer(minutesAgo, by, { text, attachments = [], replyTo }) {
      const itemId = newId()
      const said = { text, attachments, replyTo: replyTo ? scene.itemOf(replyTo) : null, seen: 1_000_000, ifUnchanged: false }
      await scene.act(minutesAgo, by, 'message.send', ({ dialogId }) => ({ dialogId, itemId, ...said }))
      return itemId
    },
    async act(minutesAgo, by, type, args) {
      const at = timeOf(minutesAgo)
      const executor = createExecutor({ store, committer, visibility: EVERYBODY, clock: () => at })
      const [settling] = await executor.admit(actor(by), [{ id: newId(), type, args: args(place()) }])
      const result = await settling
      if (result?.status !== 'done') throw new Error(`The sample's ${type} was refused: ${result?.code}`)
      await carry(at)
    },
    async file(bytes, { name, mime, voice }) {
      const facts = { id: newId(), name, mime, size: bytes.length }
      const sha256 = await files.write(bytes)
      await store.blobs.add({ ...facts, sha256, owner: { kind: 'visitor', id: who.key }, dialogId: null, createdAt: now })
      return voice ? { ...facts, voice } : facts
    },
    async picture(name) {
      const drawn = await scene.file(drawPicture(chance), { name, mime: 'image/png' })
      return { ...drawn, width: PICTURE_WIDTH, height: PICTURE_HEIGHT }
    },
    itemOf(key) {
      const found = items.get(key)
      if (!found) throw new Error(`Nobody has said ${key}`)
      return found
    },
    operatorId: (by) => actor(by).operatorId,
  }
  return scene

  /** As the outbound worker does once the channel has taken everything. */
  async function carry(at: number): Promise<void> {
    const jobs = await store.dueJobs(now, 100)
    for (const job of jobs.filter(({ dialogId }) => dialogId === place().dialogId)) {
      await committer.submit({
        refs: () => [{ kind: 'item', id: job.itemId }],
        run(ledger) {
          const item = ledger.get('item', job.itemId)
          ledger.enqueue({ ...job, state: 'finished', attempts: 1, dueAt: at })
          if (item?.kind !== 'message') return
          const state = item.state === 'queued' ? 'read' : item.state
          const amendment = item.amendment ? { amendment: { ...item.amendment, state: 'sent' as const } } : {}
          ledger.put([change('item', { ...item, state, ...amendment })])
        },
      })
    }
  }
}
