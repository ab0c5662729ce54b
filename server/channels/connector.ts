/**
 * A kind of channel that is connected by an account: with a bot's token, a mailbox, a gateway's key. A connector is what the
 * kind brings; a connection is one at work for one account. Around it stand, the same for all: the account with its
 * secrets sealed, the lease, raw events stored before they are acknowledged, files in and out, health, pause.
 *
 * CON1 What comes is stored as it came before it is acknowledged. CON2 A stored event may be handled again at any time: the
 * keys of its events make it one effect. CON3 What cannot be read is kept, counted and shown, never dropped.
 */
import * as v from 'valibot'
import type { Attachment } from '#shared/domain/attachment'
import type { ChannelKind } from '#shared/domain/channel'
import type { ChannelProblem, ChannelState } from '#shared/domain/channel-health'
import type { Content } from '#shared/domain/content'
import type { Id } from '#shared/domain/id'
import type { Log } from '../log'
import type { ChannelAdapter, InboundEvent } from './port'

/** A file of a message that has come: fetched when the message is handled, before operators see it. */
export interface ComingFile {
  /** Where it is: with the channel, under a name that `fetch` knows, or here already. */
  readonly from: { readonly ref: string } | { readonly bytes: Uint8Array }
  readonly name: string
  /** As the channel says, to refuse what is too large before it is fetched; absent: not known. */
  readonly size?: number
  /** Of a picture or a recording; what else it is, its bytes say. */
  readonly shape?: Pick<Attachment, 'width' | 'height' | 'voice'>
}

type MessageEvent = Extract<InboundEvent, { type: 'message' }>

/** A message as it was read, its files still to come. */
export type ReadMessage = Omit<MessageEvent, 'attachments' | 'raw' | 'channelId'> & {
  readonly files: readonly ComingFile[]
  /**
   * Where not every file is an attachment (the HTML of an e-mail, the picture of a post): what the files are, once they are
   * here, in their order; null for one that cannot be had. Otherwise all of them are attachments.
   */
  compose?(files: readonly (Attachment | null)[]): { readonly attachments: readonly Attachment[]; readonly content?: Content }
}

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never
/** What a raw event says. The channel's id is put in by whoever asked. */
export type ReadEvent = ReadMessage | Without<Exclude<InboundEvent, { type: 'message' }>, 'channelId'>

/** No events: nothing that concerns Okno. `reason` is a code or a short sentence without anybody's words. */
export type Reading = { readonly ok: true; readonly events: readonly ReadEvent[] } | { readonly ok: false; readonly reason: string }

/** Something as it came. `key`: unique within the channel; the same key again is nothing new. */
export interface RawEvent {
  readonly key: string
  /** Text; bytes of another kind as base64. At most MAX_RAW_CHARS. */
  readonly raw: string
}

/** Longer events are bodies with files in them; a connector keeps those as files and their place in `raw`. */
export const MAX_RAW_CHARS = 2 * 1024 * 1024

/** `gone`: it will never be had. `later`: it may be. */
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'gone' | 'too-large' | 'later' }

export interface HookRequest {
  readonly method: 'GET' | 'POST'
  readonly query: URLSearchParams
  /** Lower-case name. */
  header(name: string): string | undefined
  /** As they came: signatures are over these. */
  readonly bytes: Uint8Array
}

export interface HookAnswer {
  readonly status: number
  readonly body?: string
  readonly contentType?: string
  /** Path of a file on this machine that is the answer. */
  readonly file?: string
  /** Stored before the answer leaves. */
  readonly received?: readonly RawEvent[]
}

/** What a connection is given. */
export interface ConnectionServices {
  readonly channelId: Id
  /** Settles when the events would survive a power cut: only then may the channel be told that they were taken. */
  receive(events: readonly RawEvent[]): Promise<void>
  /** A few words that outlive the process: places reached, parts sent. Durable once settled. */
  readonly memory: ConnectionMemory
  /** The bytes of a file that goes out; null: it is not there any more. */
  open(attachmentId: Id): Promise<OutgoingFile | null>
  /** How the line stands now; telling the same twice is harmless. */
  report(state: ChannelState, problem?: ChannelProblem): void
  /** Under which the channel reaches this connection from outside; null: Okno does not know its own address. */
  readonly hookUrl: string | null
  /** Fires when the connection is to end: whatever waits, gives up. */
  readonly signal: AbortSignal
  readonly clock: () => number
  readonly log: Log
}

export interface ConnectionMemory {
  get(key: string): Promise<string | null>
  /** Null forgets. */
  set(key: string, value: string | null): Promise<void>
}

export interface OutgoingFile {
  /** Of the whole file, on this machine. */
  readonly path: string
  readonly size: number
  readonly name: string
  readonly mime: string
}

/** One account at work. */
export interface Connection extends Omit<ChannelAdapter, 'kind'> {
  /** Begins to listen, and settles at once: what cannot be reached now is tried again by itself and reported. */
  start(): Promise<void>
  /** Settles when nothing of it runs any more. */
  stop(): Promise<void>
  /** What a raw event says. No network, no clock, no memory: the same raw reads the same at any time. `at`: when it came. */
  read(raw: string, at: number): Reading | Promise<Reading>
  /** @throws for what may be had later. `limit`: bytes. */
  fetch?(ref: string, options: { readonly limit: number; readonly signal: AbortSignal }): Promise<Fetched>
  /**
   * Where a person has to tell the channel the address it is to call: what follows the path of it, with the secret that only
   * the channel is told. Administrators are shown it.
   */
  readonly hookQuery?: string
  /** What comes to `hookUrl`. Asked also while the connection does not listen, so it must not need `start`. */
  hook?(request: HookRequest): HookAnswer | Promise<HookAnswer>
}

/** `name`: what the account calls itself, proposed as the channel's name. `detail`: the vendor's own words, for administrators. */
export type Check =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: ChannelProblem; readonly detail?: string }

/** An account whose settings and secrets have passed the kind's schemas. */
export interface Account {
  /** As they are kept: settings plainly, secrets sealed. */
  readonly settings: unknown
  readonly secrets: unknown
  /** Whether it works, asked of the vendor; changes nothing there. */
  check(signal: AbortSignal): Promise<Check>
  connect(services: ConnectionServices): Connection
}

/** Where the person comes back to, and what only we and the vendor know of this attempt. */
export interface ConsentAsk {
  readonly state: string
  /** Of the verifier: base64url of its SHA-256. */
  readonly challenge: string
  readonly returnTo: string
}

/** A person who signs in at a page of the vendor's, which gives us what nobody could type. */
export interface Consent {
  /** The page. */
  url(ask: ConsentAsk): string
  /** The account that comes of the code that the person has brought back; not tried yet. */
  redeem(answer: {
    readonly code: string
    readonly verifier: string
    readonly returnTo: string
  }): Promise<{ readonly ok: true; readonly account: Account } | Extract<Check, { ok: false }>>
}

interface GivenAccount {
  readonly settings: unknown
  readonly secrets: unknown
}

export interface Connector {
  readonly kind: ChannelKind
  /** @returns null when the settings or secrets do not fit. */
  account(given: GivenAccount): Account | null
  /** @returns null when the settings do not fit, or are not of an account to which one signs in so. */
  consent?(given: GivenAccount): Consent | null
  /** Names of what is registered once with the vendor and serves all accounts there: with the same settings, the same secrets. */
  readonly application?: { readonly settings: readonly string[]; readonly secrets: readonly string[] }
}

type Opened<S extends v.GenericSchema, K extends v.GenericSchema> = {
  readonly settings: v.InferOutput<S>
  readonly secrets: v.InferOutput<K>
}

/** Keeps the types of settings and secrets inside. */
export function connector<S extends v.GenericSchema, K extends v.GenericSchema>(spec: {
  readonly kind: ChannelKind
  readonly settings: S
  readonly secrets: K
  check(account: Opened<S, K>, signal: AbortSignal): Promise<Check>
  connect(account: Opened<S, K>, services: ConnectionServices): Connection
}): Connector {
  return {
    kind: spec.kind,
    account(given) {
      const settings = v.safeParse(spec.settings, given.settings)
      const secrets = v.safeParse(spec.secrets, given.secrets)
      if (!settings.success || !secrets.success) return null
      const opened = { settings: settings.output, secrets: secrets.output }
      return {
        ...opened,
        check: (signal) => spec.check(opened, signal),
        connect: (services) => spec.connect(opened, services),
      }
    },
  }
}
