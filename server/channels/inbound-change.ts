/**
 * What customers do to messages that are there, or are not there yet. IN4 A change told twice, out of order, or before
 * its message ends in the same message as one told once, in time (MC1). IN5 A change touches only messages of the
 * peer's own conversation.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { openTimeline, record } from '#shared/commands/timeline'
import { type Dialog, withChanged, withInChange } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import { MAX_MESSAGE_CHARS, type MessageItem } from '#shared/domain/item'
import { Emojis, type MessageChange, withChange } from '#shared/domain/message-change'
import { change } from '#shared/domain/row'
import type { Work } from '../commands/committer'
import type { Ledger } from '../commands/ledger'
import { eventItemName, peerDialogName } from './names'
import type { InboundEvent, InboundOutcome } from './port'

export type ChangeEvent = Extract<InboundEvent, { type: 'edited' | 'deleted' | 'reaction' }>

/** A change that waits for its message, as it is kept. */
const Early = v.variant('type', [
  v.object({ type: v.literal('edited'), text: v.string(), at: v.number() }),
  v.object({ type: v.literal('deleted'), by: v.null(), at: v.number() }),
  v.object({ type: v.literal('reacted'), by: v.null(), emojis: Emojis, at: v.number() }),
])

/** Early changes kept for one message: beyond it somebody is filling the disk. */
const MAX_EARLY = 50
/** A message that has not come by then was written before the channel was connected. */
const WAIT_MS = 30 * 86_400_000

export function changeWork(event: ChangeEvent, clock: () => number): Work<InboundOutcome> {
  const dialogName = peerDialogName(event.channelId, event.peerKey)
  const name = 'key' in event.target ? eventItemName(event.channelId, event.target.key) : null
  const itemIdOf = (find: (name: string) => Id | undefined) => ('key' in event.target ? find(name ?? '') : event.target.itemId)
  return {
    names: [dialogName, ...(name ? [name] : [])],
    early: name ? [name] : [],
    refs(names) {
      const dialogId = names.get(dialogName)
      const itemId = itemIdOf((key) => names.get(key))
      return [...(dialogId ? [{ kind: 'dialog', id: dialogId } as const] : []), ...(itemId ? [{ kind: 'item', id: itemId } as const] : [])]
    },
    run(ledger) {
      const made = messageChange(event)
      const itemId = itemIdOf(ledger.name)
      const message = itemId && ledger.get('item', itemId)
      if (message) {
        const dialog = ledger.get('dialog', ledger.name(dialogName) ?? '')
        if (!dialog || message.kind !== 'message' || message.dialogId !== dialog.id) return { ok: false, reason: 'unknown-message' }
        if (!mayChange(event, message)) return { ok: false, reason: 'unknown-message' }
        const isNews = applyChange({ message, dialog, made, now: clock() }, ledger)
        return { ok: true, dialogId: dialog.id, itemId: message.id, isDuplicate: !isNews, at: made.at }
      }
      if (!name || ledger.early(name).length >= MAX_EARLY) return { ok: false, reason: 'unknown-message' }
      const body = JSON.stringify(made)
      const digest = createHash('sha256').update(body).digest('base64url').slice(0, 16)
      ledger.keepEarly({ name, key: `${event.peerKey}/${digest}`, body, until: clock() + WAIT_MS })
      return { ok: true, dialogId: ledger.name(dialogName) ?? '', itemId: null, isDuplicate: false, at: made.at }
    },
  }
}

/** Customers change what they wrote; anything may be reacted to. */
const mayChange = (event: ChangeEvent, message: MessageItem): boolean => event.type === 'reaction' || message.direction === 'in'

/** The message with what came before it. */
export function withEarly(message: MessageItem, { ledger, name, peerKey }: { ledger: Ledger; name: string; peerKey: string }): MessageItem {
  const own = ledger.early(name).filter(({ key }) => key.startsWith(`${peerKey}/`))
  return own.reduce((made, { body }) => withChange(made, v.parse(Early, JSON.parse(body))), message)
}

function messageChange(event: ChangeEvent): MessageChange {
  const at = Math.max(0, Math.round(event.at))
  switch (event.type) {
    case 'edited':
      return { type: 'edited', text: event.text.slice(0, MAX_MESSAGE_CHARS), at }
    case 'deleted':
      return { type: 'deleted', by: null, at }
    case 'reaction': {
      const { output, success } = v.safeParse(Emojis, event.emojis)
      return { type: 'reacted', by: null, emojis: success ? output : [], at }
    }
  }
}

/**
 * A change of what has been answered is told in the timeline too: somebody has acted on the old words. Otherwise whoever
 * answers reads the new ones anyway.
 */
function applyChange(of: { message: MessageItem; dialog: Dialog; made: MessageChange; now: number }, ledger: Ledger): boolean {
  const { message, dialog, made, now } = of
  const changed = withChange(message, made)
  if (changed === message) return false
  const isOther = made.type !== 'reacted' && message.direction === 'in' && !(made.type === 'edited' && changed.text === message.text)
  const shown = withChanged(dialog, changed)
  const timeline = openTimeline(isOther ? withInChange(shown) : shown)
  // Rows of an older time do not say who has answered: better told twice than missed.
  const isAnswered = dialog.lastAnswer === undefined || message.dseq < (dialog.lastAnswer?.seq ?? 0)
  const type = made.type === 'edited' ? 'message-edited' : 'message-deleted'
  const told = isOther && isAnswered ? record(timeline, { causeId: newId(), actorId: null, now }, { type, itemId: message.id }) : timeline
  ledger.put([...told.changes, change('item', changed)])
  return true
}
