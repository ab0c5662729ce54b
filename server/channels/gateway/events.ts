/** What a bridge tells Okno: schemas, and how they read. Pure. The same words stand in `/api/openapi.json`. */
import * as v from 'valibot'
import { MAX_ATTACHMENTS } from '#shared/domain/attachment'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import type { ComingFile, ReadEvent, Reading } from '../connector'

const Key = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const Moment = v.pipe(v.number(), v.integer(), v.minValue(0))
const WebAddress = v.pipe(v.string(), v.maxLength(2000), v.url(), v.regex(/^https?:\/\//))

const Peer = v.object({ id: Key, name: v.optional(v.pipe(v.string(), v.maxLength(120)), ''), page: v.optional(WebAddress) })
const File = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    url: v.optional(WebAddress),
    /** Small files may come in the event itself. */
    base64: v.optional(v.pipe(v.string(), v.base64())),
    size: v.optional(Moment),
  }),
  v.check(({ url, base64 }) => (url === undefined) !== (base64 === undefined), 'A file has an address or its bytes'),
)

export const BridgeEvent = v.variant('type', [
  v.object({
    type: v.literal('message'),
    id: Key,
    peer: Peer,
    /** `shop`: written by the shop itself, elsewhere. */
    from: v.optional(v.picklist(['customer', 'shop']), 'customer'),
    text: v.optional(v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS)), ''),
    files: v.optional(v.pipe(v.array(File), v.maxLength(MAX_ATTACHMENTS)), []),
    replyTo: v.optional(Key),
  }),
  v.object({ type: v.literal('edited'), id: Key, peer: Peer, text: v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS)), at: Moment }),
  v.object({ type: v.literal('deleted'), id: Key, peer: Peer, at: Moment }),
  v.object({ type: v.literal('reaction'), id: Key, peer: Peer, emojis: v.pipe(v.array(v.string()), v.maxLength(5)), at: Moment }),
  v.object({
    type: v.literal('status'),
    id: Key,
    state: v.picklist(['sent', 'delivered', 'read', 'failed']),
    error: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
])
export type BridgeEvent = v.InferOutput<typeof BridgeEvent>

export function readBridgeEvent(raw: string): Reading {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), BridgeEvent), raw)
  if (!parsed.success) return { ok: false, reason: `not-an-event: ${parsed.issues[0].path?.map(({ key }) => String(key)).join('.') ?? ''}` }
  return { ok: true, events: [eventOf(parsed.output)] }
}

function eventOf(event: BridgeEvent): ReadEvent {
  switch (event.type) {
    case 'message': {
      const { id, peer, text, files, replyTo, from } = event
      return {
        type: 'message',
        key: id,
        peer: { key: peer.id, name: peer.name || peer.id.slice(0, 120), origin: peer.page ? { page: peer.page, language: '' } : null },
        text,
        files: files.map(fileOf),
        ...(from === 'shop' ? { by: from } : {}),
        ...(replyTo === undefined ? {} : { replyTo }),
      }
    }
    case 'status':
      return { type: 'report', key: event.id, state: event.state, ...(event.error === undefined ? {} : { error: event.error }) }
    case 'edited':
      return { type: 'edited', peerKey: event.peer.id, target: { key: event.id }, at: event.at, text: event.text }
    case 'deleted':
      return { type: 'deleted', peerKey: event.peer.id, target: { key: event.id }, at: event.at }
    case 'reaction':
      return { type: 'reaction', peerKey: event.peer.id, target: { key: event.id }, at: event.at, emojis: event.emojis }
  }
}

const fileOf = ({ name, url, base64, size }: v.InferOutput<typeof File>): ComingFile => ({
  name,
  from: url === undefined ? { bytes: new Uint8Array(Buffer.from(base64 ?? '', 'base64')) } : { ref: url },
  ...(size === undefined ? {} : { size }),
})

/** The same event told twice has the same name; changes of one message at different times do not. */
export function eventName(event: BridgeEvent): string {
  switch (event.type) {
    case 'message':
      return `message:${event.id}`
    case 'status':
      return `status:${event.id}:${event.state}`
    default:
      return `${event.type}:${event.id}:${event.at}`
  }
}
