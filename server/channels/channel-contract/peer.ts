/** The vendor and a customer at its other end, as the contract drives them. Each kind of channel brings one. */
import type { Connector } from '../connector'
import type { Shop } from './shop'

export interface ContractPeer {
  readonly connector: Connector
  readonly settings: unknown
  readonly secrets: unknown
  /** Secrets that the vendor does not take. */
  readonly wrongSecrets: unknown
  /** Told of the shop, where the vendor has to come to it. */
  opened?(shop: Shop): void
  /** The vendor takes a message once however often it is sent under one id, so that a lost answer is no doubt. */
  readonly repeatsSafely?: boolean
  /** A customer writes. @returns what the vendor calls the message. */
  says(text: string, more?: { readonly replyTo?: string }): Promise<string>
  /** Kinds of files that customers send and get; absent: none. */
  readonly media?: Readonly<Record<string, MediaKind>>
  /** Only where the vendor tells of it. */
  edits?(key: string, text: string): Promise<void>
  removes?(key: string): Promise<void>
  reacts?(key: string, emoji: string | null): Promise<void>
  /** The vendor tells once more what it has told last. */
  again(): Promise<void>
  /** What the customer has got, oldest first. */
  got(): Promise<readonly Got[]>
  /** What the next send comes to. `slow-down` asks to wait a second. */
  failNext(how: 'slow-down' | 'lost-answer' | 'temporary' | 'permanent'): void
  /** The reason that operators are shown for `permanent`. */
  readonly permanentReason: string | RegExp
  /** The vendor goes away and comes back, with all it knows. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Raw events that no honest vendor sends. */
  readonly hostile: readonly string[]
  close(): Promise<void>
}

/** A vendor that brings no messages in. */
export type MutePeer = Omit<ContractPeer, 'says'> & { readonly says?: undefined }

export interface MediaKind {
  /** A customer sends one, with words where the kind has them. */
  send?(bytes: Uint8Array): Promise<string>
  readonly bytes: Uint8Array
  /** As an operator sends it. */
  readonly name: string
  readonly mime: string
  readonly isVoice?: boolean
}

export interface Got {
  readonly text: string
  readonly file: Uint8Array | null
  readonly replyTo: string | null
  readonly key: string
  readonly isDeleted?: boolean
  readonly reaction?: string | null
}
