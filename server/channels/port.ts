/** What a kind of channel is to the rest of the server. A kind imports this file, shared/ and its vendor's library. */
import type { Attachment } from '#shared/domain/attachment'
import type { ChannelKind } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'

/** The person at the other end, as the channel names them. */
export interface Peer {
  /** Unique within the channel; one peer has one conversation. */
  readonly key: string
  readonly name: string
  readonly origin: { readonly page: string; readonly language: string } | null
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
      readonly raw: string
    }
  | {
      readonly type: 'status'
      readonly channelId: Id
      readonly peer: Peer
      readonly itemIds: readonly Id[]
      readonly state: 'sent' | 'delivered' | 'read'
    }

export type InboundOutcome =
  | { readonly ok: true; readonly dialogId: Id; readonly itemId: Id | null; readonly isDuplicate: boolean; readonly at: number }
  | { readonly ok: false; readonly reason: 'unknown-channel' | 'unknown-message' }

/** Settles after COMMIT: only then may the channel tell its customer that the message was taken. */
export type AcceptInbound = (event: InboundEvent) => Promise<InboundOutcome>

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
}

/**
 * What became of a send. `unknown`: the request may have been taken; it is shown to the operator and not repeated.
 * `retry`: certainly not taken, worth another try after `afterMs`.
 */
export type SendResult =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string }

export interface ChannelAdapter {
  readonly kind: ChannelKind
  /** Called after the job is committed as `sending`, one message of a dialog at a time. */
  send(message: OutboundMessage): Promise<SendResult>
  /** An operator of this name is writing in, or has stopped. */
  operatorTyping?(peer: { channelId: Id; peerKey: string; authorName: string; on: boolean }): void
}
