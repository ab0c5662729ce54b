/**
 * What a website visitor's chat window and the server say to each other: JSON text frames over
 * `/widget/ws?channel=<id>`. A visitor is shown messages only; notes, system messages and operators' identities
 * beyond a first name never travel here.
 *
 * WG1 Nothing is read before `hello`, which comes within HELLO_TIMEOUT_MS and once. WG2 `ack` means the message is
 * committed. WG3 A message sent again under its id has one effect and the same answer. WG4 A token opens the history
 * of its own visitor on its own channel and no other; a bad one makes a new visitor.
 */
import * as v from 'valibot'
import { Attachment, MAX_ATTACHMENTS } from '../domain/attachment'
import { Id } from '../domain/id'
import { MAX_MESSAGE_CHARS } from '../domain/item'

/**
 * Raised with every change of a frame. A window of another version is closed with UPGRADE and reloads itself.
 *
 * 1  first protocol
 * 2  operators change and take back messages and react: `changed`, `gone`; the shape of a voice message; an answer names the
 *    message it answers
 */
export const WIDGET_VERSION = 2

export const WIDGET_SOCKET_PATH = '/widget/ws'
/** PUT an own file, GET one of the conversation; `Authorization: Bearer <token>`. */
export const WIDGET_BLOB_PATH = '/widget/blobs/'

/** Room for MAX_MESSAGE_CHARS of the most costly characters (six bytes each when escaped) and ten files. */
export const MAX_WIDGET_FRAME_BYTES = 64 * 1024
export const WIDGET_HISTORY = 50
/** Unanswered messages a window may name in its hello. Beyond it they are told by `ack` when sent again. */
export const MAX_UNANSWERED = 100
export const MAX_SEEN = 100
export const HELLO_TIMEOUT_MS = 5_000

/** Why the server ends a visitor's socket. */
export const WIDGET_CLOSE = {
  BAD_FRAME: 4400,
  UNKNOWN_CHANNEL: 4404,
  SLOW: 4408,
  UPGRADE: 4426,
  RATE: 4429,
  DRAINING: 4503,
} as const

export const WidgetLanguage = v.picklist(['ru', 'uk', 'en'])
export type WidgetLanguage = v.InferOutput<typeof WidgetLanguage>

/** Text of strangers: without control characters and half surrogates, which some databases refuse to store. */
const Text = v.pipe(
  v.string(),
  v.maxLength(MAX_MESSAGE_CHARS),
  v.transform((text) => text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}|\p{Cs}/gu, '')),
  v.trim(),
)

/** A file the visitor has uploaded. Its name, type and size are the server's own record; only the shape is theirs. */
export const WidgetFile = v.pick(Attachment, ['id', 'width', 'height'])
export type WidgetFile = v.InferOutput<typeof WidgetFile>

/** A message as its visitor sees it. */
export const WidgetMessage = v.object({
  id: Id,
  from: v.picklist(['visitor', 'operator']),
  /** First name of the operator who wrote it; null for the visitor and for automatic messages. */
  author: v.nullable(v.string()),
  text: v.string(),
  attachments: v.array(Attachment),
  /** The message it answers; one that was taken back, or is not a message, is not in the visitor's history. */
  replyTo: v.optional(Id),
  /** By the server's clock. */
  at: v.number(),
  /** Of an operator's message: how far this visitor has confirmed it, in any window. The visitor's own are `delivered`. */
  state: v.picklist(['sent', 'delivered', 'read']),
  /** Its text is not the first. What it said before is the operators' to know. */
  isEdited: v.optional(v.literal(true)),
  /** What operators have put under it. */
  reactions: v.optional(v.array(v.string())),
})
export type WidgetMessage = v.InferOutput<typeof WidgetMessage>

export const FromVisitor = v.variant('t', [
  /** First frame. Without a token the server makes a new visitor. */
  v.object({
    t: v.literal('hello'),
    version: v.number(),
    token: v.nullable(v.pipe(v.string(), v.maxLength(500))),
    language: WidgetLanguage,
    page: v.pipe(v.string(), v.maxLength(2000)),
    /** Messages sent in an earlier connection whose answer never came. */
    unanswered: v.pipe(v.array(Id), v.maxLength(MAX_UNANSWERED)),
  }),
  /** `id` is the visitor's own; sending it again is harmless. */
  v.pipe(
    v.object({
      t: v.literal('send'),
      id: Id,
      text: Text,
      files: v.pipe(v.array(WidgetFile), v.maxLength(MAX_ATTACHMENTS)),
    }),
    v.check(({ text, files }) => text !== '' || files.length > 0, 'A message has a text or a file'),
  ),
  v.object({ t: v.literal('typing'), on: v.boolean() }),
  /** These operator messages are on the visitor's screen (`read`) or device (`delivered`). */
  v.object({ t: v.literal('seen'), ids: v.pipe(v.array(Id), v.maxLength(MAX_SEEN)), state: v.picklist(['delivered', 'read']) }),
  /** Messages older than the one named. */
  v.object({ t: v.literal('older'), before: Id }),
  v.object({ t: v.literal('ping') }),
])
export type FromVisitor = v.InferOutput<typeof FromVisitor>

export const ToVisitor = v.variant('t', [
  v.object({
    t: v.literal('welcome'),
    token: v.string(),
    channel: v.object({ name: v.string(), greeting: v.string() }),
    /** The newest, oldest first. */
    messages: v.array(WidgetMessage),
    hasOlder: v.boolean(),
    /** Those of `unanswered` that were taken, by the visitor's id, with their ids in the history. */
    taken: v.record(Id, Id),
  }),
  v.object({ t: v.literal('message'), message: WidgetMessage }),
  /** A message as it now stands. */
  v.object({ t: v.literal('changed'), message: WidgetMessage }),
  /** A message that was taken back: neither shown nor kept any more. */
  v.object({ t: v.literal('gone'), id: Id }),
  /** The visitor's message is committed; `itemId` is its id in the history. */
  v.object({ t: v.literal('ack'), id: Id, itemId: Id, at: v.number() }),
  /** Not taken. `invalid` is final; after `too-many` and `busy` the message may be sent again in a while. */
  v.object({ t: v.literal('refused'), id: Id, reason: v.picklist(['invalid', 'too-many', 'busy']) }),
  v.object({ t: v.literal('older'), messages: v.array(WidgetMessage), hasOlder: v.boolean() }),
  v.object({ t: v.literal('typing'), on: v.boolean(), author: v.string() }),
  /** Confirmed in another window of this visitor. */
  v.object({ t: v.literal('seen'), ids: v.array(Id), state: v.picklist(['delivered', 'read']) }),
  v.object({ t: v.literal('pong') }),
])
export type ToVisitor = v.InferOutput<typeof ToVisitor>
