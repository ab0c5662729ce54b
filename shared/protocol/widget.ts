/**
 * What a website visitor's chat window and the server say to each other: JSON text frames over `/widget/ws`.
 * A visitor is shown messages only; notes, system messages and operators' identities beyond a name never travel here.
 */
import * as v from 'valibot'
import { Attachment, Attachments } from '../domain/attachment'
import { Id } from '../domain/id'
import { MAX_MESSAGE_CHARS } from '../domain/item'

export const MAX_WIDGET_FRAME_BYTES = 64 * 1024
export const WIDGET_HISTORY = 50

const Language = v.picklist(['ru', 'uk', 'en'])

/** A message as its visitor sees it. */
export const WidgetMessage = v.object({
  id: Id,
  from: v.picklist(['visitor', 'operator']),
  /** Name of the operator who wrote it; null for the visitor. */
  author: v.nullable(v.string()),
  text: v.string(),
  attachments: v.array(Attachment),
  at: v.number(),
})
export type WidgetMessage = v.InferOutput<typeof WidgetMessage>

export const FromVisitor = v.variant('t', [
  /** First frame. Without a token the server makes a new visitor. */
  v.object({
    t: v.literal('hello'),
    token: v.nullable(v.pipe(v.string(), v.maxLength(500))),
    language: Language,
    page: v.pipe(v.string(), v.maxLength(2000)),
  }),
  /** `id` is the visitor's own; sending it again is harmless. */
  v.object({ t: v.literal('send'), id: Id, text: v.pipe(v.string(), v.trim(), v.maxLength(MAX_MESSAGE_CHARS)), attachments: Attachments }),
  v.object({ t: v.literal('typing'), on: v.boolean() }),
  /** These operator messages are on the visitor's screen (`read`) or device (`delivered`). */
  v.object({ t: v.literal('seen'), ids: v.pipe(v.array(Id), v.maxLength(100)), state: v.picklist(['delivered', 'read']) }),
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
    messages: v.array(WidgetMessage),
    hasOlder: v.boolean(),
  }),
  v.object({ t: v.literal('message'), message: WidgetMessage }),
  /** The visitor's message is committed. */
  v.object({ t: v.literal('ack'), id: Id, at: v.number() }),
  /** The visitor's message is refused and will not be accepted later. */
  v.object({ t: v.literal('refused'), id: Id, reason: v.picklist(['invalid', 'too-many']) }),
  v.object({ t: v.literal('older'), messages: v.array(WidgetMessage), hasOlder: v.boolean() }),
  v.object({ t: v.literal('typing'), on: v.boolean(), author: v.string() }),
  v.object({ t: v.literal('pong') }),
])
export type ToVisitor = v.InferOutput<typeof ToVisitor>
