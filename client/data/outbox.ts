/** What waits to be sent and what came back: shown, sent again, thrown away. */
import type { Accessor } from 'solid-js'
import * as v from 'valibot'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Card } from '#shared/domain/card'
import type { Dialog } from '#shared/domain/dialog'
import { Id } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'
import type { Order } from '#shared/domain/order'
import { act } from './act'
import { heldBeginnings, isBeginning } from './begun-dialogs'
import type { OutboxEntry } from './contract'
import { createLiveBy } from './live'
import { readRefused } from './refused-texts'
import type { Replica } from './replica'
import { isOfDraft, type OutboxRow, type Vault } from './vault'
import type { Store } from './view'

/** Drafts are not shown, they are kept and not sent; what of them was refused is, or nobody would see it again. */
export function outboxEntry({ id, type, args, dialogId, createdAt, state, code }: OutboxRow): readonly OutboxEntry[] {
  if (state === 'done') return []
  const summary = summaryOf(args)
  if (isSilent(type) && (state !== 'refused' || summary === '')) return []
  return [{ id, type, args, dialogId, createdAt, state, code, summary }]
}

/** As many as the outbox lists: what waits, what is on its way, and what has come back, words of documents among it. */
export async function countOutbox(vault: Vault): Promise<number> {
  const [rows, texts] = await Promise.all([vault.outbox.toArray(), readRefused(vault)])
  return rows.flatMap(outboxEntry).length + texts.length
}

/** Kept and sent like others, of no interest while they wait. */
const isSilent = (type: CommandType): boolean => isOfDraft(type) || type === 'dialog.readMentions'

function summaryOf(args: unknown): string {
  if (typeof args !== 'object' || args === null) return ''
  // Of an order what is in it: it can be copied from there if the order itself can go nowhere.
  const { lines } = v.is(WithLines, args) ? args : { lines: [] }
  if ('attachment' in args) return summaryOf(args.attachment)
  if (lines.length > 0) return lines.map(({ name, quantity }) => `${name} × ${quantity}`).join(', ')
  for (const field of ['text', 'name', 'title', 'phone', 'email', 'value']) {
    const value = Object.entries(args).find(([key]) => key === field)?.[1]
    if (typeof value === 'string' && value !== '') return value
  }
  return ''
}

const WithLines = v.object({ lines: v.array(v.object({ name: v.string(), quantity: v.number() })) })

/** Only what is not on its way, and what has come back. */
const isAtHand = (row: OutboxRow | undefined): row is OutboxRow => row?.state === 'waiting' || row?.state === 'refused'

/** A conversation that is not to begin gives back what was written in it: LANE3. */
export async function discard({ vault, replica }: Store, commandId: Id): Promise<void> {
  const begun = await vault.outbox.get({ id: commandId })
  const isHeld = begun !== undefined && (await heldBeginnings(replica, [begun])).size > 0
  await vault.transaction('rw', vault.outbox, async () => {
    const row = await vault.outbox.get({ id: commandId })
    if (!isAtHand(row)) return
    await vault.outbox.delete(row.n)
    if (!isBeginning(row) || isHeld) return
    const written = vault.outbox
      .where('state')
      .equals('waiting')
      .filter((each) => each.dialogId === row.dialogId)
    await written.modify({ state: 'refused', code: 'not-begun' })
  })
}

/**
 * A refused command is given again, over what stands now: its author has looked. A reply keeps the id of its message, so
 * that one which has arrived after all does not arrive twice.
 */
export async function sendAnyway(store: Store, commandId: Id): Promise<void> {
  const { vault, replica } = store
  const row = await vault.outbox.get({ id: commandId })
  if (row?.state !== 'refused') return
  const dialog = row.dialogId === null ? undefined : await replica.dialogs.get(row.dialogId)
  const card = isOfCard(row.args) ? await replica.cards.get(row.args.cardId) : undefined
  const args = renewed(row, { dialog, card, order: await orderOf(replica, row.args) })
  await vault.transaction('rw', vault.outbox, vault.files, async () => {
    await act(store, row.type, args)
    await vault.outbox.delete(row.n)
  })
}

/** Parsed by the command's schema when it was stored; of it only what it was based on is changed. */
function renewed(
  { type, args }: OutboxRow,
  { dialog, card, order }: { dialog: Dialog | undefined; card: Card | undefined; order: Order | undefined },
): CommandArgs<typeof type> {
  const base: object =
    type === 'message.send'
      ? { ifUnchanged: false }
      : type === 'dialog.assign'
        ? { seenAssignee: dialog?.assigneeId ?? null }
        : type === 'dialog.close'
          ? { seen: dialog?.lastInSeq ?? 0 }
          : type === 'order.edit' && order
            ? { seenRevision: order.revision }
            : type === 'order.status' && order
              ? { seen: order.status }
              : card && type.startsWith('card.')
                ? { dialogId: card.dialogId }
                : type === 'message.reschedule'
                  ? seenNow(args as CommandArgs<typeof type>, dialog)
                  : {}
  return { ...(args as CommandArgs<typeof type>), ...base }
}

/** Of a message for later as it stands what its author has changed; the rest stays as others leave it. */
function seenNow({ itemId, ...args }: CommandArgs<'message.reschedule'>, dialog: Dialog | undefined): object {
  const message = dialog?.scheduled?.find(({ id }) => id === itemId)
  if (!message) return {}
  const [isOtherText, isOtherTime] = [args.text !== args.seenText, args.dueAt !== args.seenDueAt]
  return { ...(isOtherText ? { seenText: message.text } : {}), ...(isOtherTime ? { seenDueAt: message.dueAt } : {}) }
}

const OfOrder = v.object({ orderId: Id })

async function orderOf(replica: Replica, args: unknown): Promise<Order | undefined> {
  return v.is(OfOrder, args) ? replica.orders.get(args.orderId) : undefined
}

const isOfCard = (args: unknown): args is { readonly cardId: Id } =>
  typeof args === 'object' && args !== null && 'cardId' in args && typeof args.cardId === 'string'

/** As many as one reads before deciding. */
const MAX_MISSED = 5
/** Items back from what was seen, among which changed ones are looked for: what is older is hardly changed. */
const LOOK_BACK = 500
const Seen = v.object({
  dialogId: Id,
  seen: v.number(),
  seenAnswer: v.optional(v.number(), Number.POSITIVE_INFINITY),
  seenChanges: v.optional(v.number(), Number.POSITIVE_INFINITY),
})

export function createMissed(store: Store, commandId: Accessor<Id>): Accessor<readonly MessageItem[]> {
  const missed = createLiveBy(commandId, (id) => readMissed(store, id))
  return () => missed() ?? []
}

async function readMissed({ vault, replica, actor }: Store, commandId: Id): Promise<readonly MessageItem[]> {
  const row = await vault.outbox.get({ id: commandId })
  const args = v.safeParse(Seen, row?.args)
  if (!args.success) return []
  const { dialogId, seen, seenAnswer, seenChanges } = args.output
  const changes = ((await replica.dialogs.get(dialogId))?.inChanges ?? 0) - seenChanges
  const from = Math.min(seen, seenAnswer)
  const items = await replica.items
    .where('[dialogId+dseq]')
    .between([dialogId, changes > 0 ? from - LOOK_BACK : from], [dialogId, Number.MAX_SAFE_INTEGER], false)
    .toArray()
  const messages = items.filter((item): item is MessageItem => item.kind === 'message')
  const changed = lastChanged(messages, changes)
  return messages
    .filter((message) => {
      const { direction, dseq, authorId } = message
      if (direction === 'in') return dseq > seen || changed.has(message)
      return dseq > seenAnswer && authorId !== null && authorId !== actor().operatorId
    })
    .slice(-MAX_MISSED)
}

/** The messages of the customer that the last `count` changes were made in. */
function lastChanged(messages: readonly MessageItem[], count: number): ReadonlySet<MessageItem> {
  const changes = messages
    .filter(({ direction }) => direction === 'in')
    .flatMap((message) => [...(message.edits ?? []), ...(message.deleted ? [message.deleted] : [])].map(({ at }) => ({ message, at })))
    .sort((one, other) => other.at - one.at)
  return new Set(changes.slice(0, Math.max(count, 0)).map(({ message }) => message))
}
