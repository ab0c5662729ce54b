import * as v from 'valibot'
import { type Attachment, type AttachmentKind, attachmentKind, MAX_ATTACHMENT_BYTES } from './attachment'
import { ChannelHealth } from './channel-health'
import { Id } from './id'
import { Instant } from './item'
import { WorkingHours } from './working-hours'

export const CHANNEL_KINDS = [
  'widget',
  'telegram_bot',
  'telegram_user',
  'viber_bot',
  'viber_gateway',
  'instagram',
  'messenger',
  'whatsapp',
  'sms',
  'email',
  'prom',
  'rozetka',
  'olx',
  'gateway',
] as const
export const ChannelKind = v.picklist(CHANNEL_KINDS)
export type ChannelKind = v.InferOutput<typeof ChannelKind>

/** How dialogs that nobody has are given out. `capacity`: most open dialogs of one operator; null: any number. */
export const ChannelQueue = v.object({
  how: v.picklist(['none', 'round-robin', 'least-busy']),
  capacity: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))),
})
export type ChannelQueue = v.InferOutput<typeof ChannelQueue>

/** Signs that a channel may wear in place of its kind's. */
export const CHANNEL_ICONS = [
  'store',
  'bag',
  'gift',
  'truck',
  'wrench',
  'heart',
  'star',
  'megaphone',
  'users',
  'phone',
  'mail',
  'globe',
] as const
export const ChannelIconName = v.picklist(CHANNEL_ICONS)
export type ChannelIconName = v.InferOutput<typeof ChannelIconName>

/** A text that Okno sends by itself; empty: nothing. */
const AutomaticText = v.pipe(v.string(), v.trim(), v.maxLength(500))

/** A connected account, as devices may know it. Its secrets never leave the server. */
export const Channel = v.object({
  id: Id,
  kind: ChannelKind,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** A sample channel belongs to the demonstration workspace and delivers nowhere. */
  isSample: v.boolean(),
  /** The website shows it; elsewhere it answers somebody's first message. */
  greeting: v.pipe(v.string(), v.maxLength(500)),
  /** When it is answered; null or absent: always. */
  hours: v.optional(v.nullable(WorkingHours)),
  /** Answers what comes outside of these hours. */
  offHoursText: v.optional(AutomaticText),
  /** Whose a closed dialog is when its customer writes again: as before, or nobody's. Absent: as before. */
  reopen: v.optional(v.picklist(['keep', 'queue'])),
  /** Answered dialogs in which nothing has happened for so long are closed; null or absent: never. */
  autoCloseHours: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 365)))),
  /** Absent: dialogs wait until somebody takes them. */
  queue: v.optional(ChannelQueue),
  /** Null or absent: that of its kind. */
  icon: v.optional(v.nullable(ChannelIconName)),
  /** Where orders made in its dialogs come from, unless somebody says otherwise; empty or absent: the channel's name. */
  orderSource: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  /** Into which cards made in its dialogs go, unless somebody says otherwise; null or absent: the first. */
  pipelineId: v.optional(v.nullable(Id)),
  /** Nothing is taken or sent until it goes on; what is to be sent waits. Absent: it goes on. */
  isPaused: v.optional(v.boolean()),
  /** Of a channel with an account; absent: there is nothing to say. */
  health: v.optional(ChannelHealth),
  /** Nobody has written since then, and that is unusual here (SIL1); null or absent: all is as usual. */
  silentSince: v.optional(v.nullable(Instant)),
})
export type Channel = v.InferOutput<typeof Channel>

export interface MediaLimit {
  readonly maxBytes: number
  /** Absent: every type of the kind. */
  readonly types?: readonly string[]
}

/** What a kind of channel can do; the composer asks before it offers. */
export interface Capabilities {
  readonly text: { readonly max: number }
  readonly attachments: boolean
  /** Files by what they are, each with its limit; a kind that is not here is not taken. Empty: no files at all. */
  readonly media: Readonly<Partial<Record<AttachmentKind, MediaLimit>>>
  readonly replyTo: boolean
  readonly typing: boolean
  readonly delivered: boolean
  readonly read: boolean
  /** Shapes in which the channel takes a voice message, the best first; none: it takes none. */
  readonly voice: readonly string[]
  /** What an operator can do to a message that has been sent. */
  readonly edit: boolean
  readonly remove: boolean
  readonly react: boolean
  /** The channel takes answers for so long after the customer's last message, milliseconds; null: always. */
  readonly replyWindowMs: number | null
  /** One person has several conversations, each with a subject. */
  readonly threads: boolean
  /** How people are named to whom an operator writes first; `known`: only those who have written before; null: the customer begins. */
  readonly start: 'phone' | 'email' | 'handle' | 'known' | null
}

/** Any file up to so much. */
const upTo = (maxBytes: number) => ({ image: { maxBytes }, video: { maxBytes }, audio: { maxBytes }, file: { maxBytes } })

const DAY_MS = 24 * 60 * 60 * 1000

const PLAIN: Capabilities = {
  text: { max: 4096 },
  attachments: false,
  media: {},
  replyTo: false,
  typing: false,
  delivered: false,
  read: false,
  voice: [],
  edit: false,
  remove: false,
  react: false,
  replyWindowMs: null,
  threads: false,
  start: null,
}

export const CAPABILITIES: Readonly<Record<ChannelKind, Capabilities>> = {
  widget: {
    text: { max: 10_000 },
    attachments: true,
    media: upTo(MAX_ATTACHMENT_BYTES),
    replyTo: true,
    typing: true,
    delivered: true,
    read: true,
    // Every browser plays the first; the others are what browsers record, played by most.
    voice: ['audio/mpeg', 'audio/mp4', 'audio/webm', 'audio/ogg'],
    edit: true,
    remove: true,
    react: true,
    replyWindowMs: null,
    threads: false,
    start: null,
  },
  // https://core.telegram.org/bots/api#sending-files: 50 MB; a picture of more than 10 goes as a document.
  telegram_bot: {
    ...PLAIN,
    attachments: true,
    media: upTo(MAX_ATTACHMENT_BYTES),
    typing: true,
    voice: ['audio/ogg'],
    replyTo: true,
    edit: true,
    remove: true,
    react: true,
    start: 'known',
  },
  telegram_user: { ...PLAIN, start: 'handle', voice: ['audio/ogg'], replyTo: true, edit: true, remove: true, react: true },
  viber_bot: { ...PLAIN, text: { max: 7000 } },
  viber_gateway: { ...PLAIN, start: 'phone' },
  // Meta's customer service window: https://developers.facebook.com/docs/messenger-platform/policy/policy-overview
  instagram: { ...PLAIN, text: { max: 1000 }, react: true, replyWindowMs: DAY_MS },
  messenger: { ...PLAIN, text: { max: 2000 }, react: true, replyWindowMs: DAY_MS },
  whatsapp: { ...PLAIN, voice: ['audio/ogg'], replyTo: true, react: true, replyWindowMs: DAY_MS },
  sms: { ...PLAIN, delivered: true, start: 'phone', text: { max: 1530 } },
  email: {
    ...PLAIN,
    attachments: true,
    // Most servers take 25 MB as an e-mail travels, a third more than it is.
    media: upTo(18 * 1024 * 1024),
    voice: ['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/webm'],
    threads: true,
    start: 'email',
    text: { max: 10_000 },
  },
  prom: { ...PLAIN, text: { max: 2000 } },
  rozetka: { ...PLAIN, text: { max: 2000 } },
  olx: { ...PLAIN, text: { max: 2000 } },
  gateway: {
    ...PLAIN,
    start: 'handle',
    text: { max: 10_000 },
    attachments: true,
    media: upTo(MAX_ATTACHMENT_BYTES),
    replyTo: true,
    delivered: true,
    read: true,
    voice: ['audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/webm'],
    edit: true,
    remove: true,
    react: true,
  },
}

/**
 * What a recording is sent as, or null when the channel cannot have it. Asked before one records, and again before it
 * is sent. Without a converter only what was recorded can be sent.
 */
export function voiceTarget(can: Capabilities, of: { readonly recorded: string; readonly canConvert: boolean }): string | null {
  const [best] = can.voice
  if (!can.attachments || best === undefined) return null
  if (of.canConvert) return best
  return can.voice.includes(of.recorded) ? of.recorded : null
}

/** Why the channel does not take this file, or null. Asked when it is chosen, and again when it is sent. */
export function mediaProblem(
  can: Pick<Capabilities, 'media'>,
  file: { readonly mime: string; readonly size: number },
): MediaProblem | null {
  const limit = can.media[attachmentKind(file.mime)]
  if (!limit) return { why: 'not-taken' }
  if (limit.types && !limit.types.includes(file.mime)) return { why: 'not-taken' }
  return file.size > limit.maxBytes ? { why: 'too-large', maxBytes: limit.maxBytes } : null
}

export type MediaProblem = { readonly why: 'not-taken' } | { readonly why: 'too-large'; readonly maxBytes: number }

/** Recordings are made what the channel takes, so their type now says nothing. */
export const takesFiles = (can: Pick<Capabilities, 'attachments' | 'media'>, files: readonly Attachment[]): boolean =>
  can.attachments && files.every((file) => file.voice !== undefined || mediaProblem(can, file) === null)
