/** What a kind of channel is to the rest of the server. A kind imports this file, shared/ and its vendor's library. */
import type { Attachment } from '#shared/domain/attachment'
import type { ChannelKind } from '#shared/domain/channel'
import type { AnswerWay, Content } from '#shared/domain/content'
import type { Id } from '#shared/domain/id'
import type { MissingFile } from '#shared/domain/item'
import type { Thread } from './thread'

/** The person at the other end, as the channel names them. */
export interface Peer {
  /** Unique within the channel; one peer has one conversation. */
  readonly key: string
  readonly name: string
  readonly origin: { readonly page: string; readonly language: string } | null
}

/** A message as the channel names it: by the key it came under, or by our own id. */
export type MessageTarget = { readonly key: string } | { readonly itemId: Id }

/** Something that became of a message. It may be told twice, out of order, and before the message itself. */
interface ChangeEvent {
  readonly channelId: Id
  /** Whose conversation it is in; a message of another one is not touched. */
  readonly peerKey: string
  readonly target: MessageTarget
  /** When it was done, by the channel's clock, ms: of two changes the later one stands. */
  readonly at: number
}

export type InboundEvent =
  | {
      readonly type: 'message'
      readonly channelId: Id
      readonly peer: Peer
      /** Unique within the channel; the same key again changes nothing. */
      readonly key: string
      readonly text: string
      readonly attachments: readonly Attachment[]
      readonly content?: Content
      /** Key of the message it answers. */
      readonly replyTo?: string
      /** Where one person has several conversations; absent: each has one. */
      readonly thread?: Thread
      /** `shop`: the shop's own words, written outside Okno (on the owner's phone, in a mailbox). Absent: the customer. */
      readonly by?: 'customer' | 'shop'
      /** A machine has written it (an auto-reply, a list): nothing is answered to it by itself. */
      readonly isAutomatic?: boolean
      /** Files of it that are not here. The same key with more of them here puts them in. */
      readonly missing?: readonly MissingFile[]
      /** As it came; absent where it is kept already. */
      readonly raw?: string
    }
  | (ChangeEvent & { readonly type: 'edited'; readonly text: string })
  | (ChangeEvent & { readonly type: 'deleted' })
  /** All that the customer has under the message now; empty when they took it back. */
  | (ChangeEvent & { readonly type: 'reaction'; readonly emojis: readonly string[] })
  | {
      readonly type: 'status'
      readonly channelId: Id
      readonly peer: Peer
      readonly itemIds: readonly Id[]
      readonly state: 'sent' | 'delivered' | 'read'
    }
  /**
   * What became of a message of ours, by the key that the channel gave it. It may come before the send has answered: it is
   * then kept for some minutes until the key is known.
   */
  | {
      readonly type: 'report'
      readonly channelId: Id
      readonly key: string
      readonly state: 'sent' | 'delivered' | 'read' | 'failed'
      /** The channel's reason, with `failed`. */
      readonly error?: string
    }

export type InboundOutcome =
  | { readonly ok: true; readonly dialogId: Id; readonly itemId: Id | null; readonly isDuplicate: boolean; readonly at: number }
  | { readonly ok: false; readonly reason: 'unknown-channel' | 'unknown-message' }

/** Settles after COMMIT: only then may the channel tell its customer that the message was taken. */
export type AcceptInbound = (event: InboundEvent) => Promise<InboundOutcome>

/** A message that an operator has changed, as it should stand at the customer's from now on. Telling it twice is harmless. */
export interface AmendedMessage extends OutboundMessage {
  /** Of which side: operators react to what the customer wrote. */
  readonly direction: 'in' | 'out'
  readonly isDeleted: boolean
  readonly isEdited: boolean
  /** What operators have put under it. */
  readonly reactions: readonly string[]
}

export interface OutboundMessage {
  /** Our item id. */
  readonly id: Id
  readonly channelId: Id
  readonly dialogId: Id
  readonly peerKey: string
  readonly authorName: string
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly at: number
  /** What a connected channel calls this message, part by part, once it has left. */
  readonly keys?: readonly string[]
  /** The message it answers, what the channel calls that one, and where a comment is answered. */
  readonly replyTo?: Id | null
  readonly replyToKeys?: readonly string[]
  /** Where one person has several conversations: what this one is about, and the channel's names of its newest messages. */
  readonly thread?: { readonly subject: string; readonly chain: readonly string[] }
  readonly way?: AnswerWay
}

/**
 * What became of a send. `unknown`: the request may have been taken; it is shown to the operator and not repeated.
 * `retry`: certainly not taken, worth another try after `afterMs`. `wait`: certainly not taken because the channel takes
 * nothing now (a rate limit, a sign-in that has ended, a lost line); it is no attempt. `keys`: what the channel calls the
 * message, or the parts of it that have left, for reports and changes it will tell of.
 */
export type SendResult = { readonly keys?: readonly string[] } & (
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'retry'; readonly afterMs: number; readonly reason: string }
  /** `of`: what has to wait, the conversation alone or everything in the channel. */
  | { readonly outcome: 'wait'; readonly afterMs: number; readonly reason: string; readonly of: 'dialog' | 'channel' }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string }
)

/** Between a send under way and whoever waits for it (OUT6). */
export interface Patience {
  /** A part of the message was taken: the time the channel has to answer begins anew. */
  partTaken(): void
  /** Nobody waits any more, and a person may send the message again: no further part is to leave. */
  readonly givenUp: AbortSignal
}

export interface ChannelAdapter {
  readonly kind: ChannelKind
  /** Called after the job is committed as `sending`, one message of a dialog at a time. */
  send(message: OutboundMessage, patience: Patience): Promise<SendResult>
  /** Brings what the customer sees in line. Only where the kind's capabilities say so; may be called again. */
  amend?(message: AmendedMessage): Promise<SendResult>
  /** An operator of this name is writing in, or has stopped. */
  operatorTyping?(peer: { channelId: Id; peerKey: string; authorName: string; on: boolean }): void
}
