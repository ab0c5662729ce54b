import * as v from 'valibot'
import { Attachment } from './attachment'

/** Characters of a title, a name, an address in a message. */
const Line = v.pipe(v.string(), v.maxLength(300))
const Degrees = (max: number) => v.pipe(v.number(), v.minValue(-max), v.maxValue(max))
/** Only what a browser may safely follow. */
const WebAddress = v.pipe(v.string(), v.maxLength(2000), v.regex(/^https?:\/\//))

/** How a comment is answered: under the post, or in the person's messages. */
export const AnswerWay = v.picklist(['public', 'private'])
export type AnswerWay = v.InferOutput<typeof AnswerWay>

/** A picture inside an e-mail's HTML: `cid` as the HTML names it, `id` of the attachment that holds it. */
const InlinePicture = v.object({ cid: v.pipe(v.string(), v.maxLength(200)), id: v.string() })

/** What a message is beside its text and files. */
export const Content = v.variant('type', [
  /** Its picture is the message's one attachment; a channel that sends none has the emoji. */
  v.object({ type: v.literal('sticker'), emoji: v.pipe(v.string(), v.maxLength(16)) }),
  v.object({ type: v.literal('location'), latitude: Degrees(90), longitude: Degrees(180), title: Line, address: Line }),
  v.object({
    type: v.literal('contact'),
    name: Line,
    phones: v.pipe(v.array(Line), v.maxLength(10)),
    emails: v.pipe(v.array(Line), v.maxLength(10)),
  }),
  /**
   * The text of the message is the e-mail's plain text. Its HTML is a file: bodies of 100 KB and more would make every
   * replica heavy for what few people look at twice.
   */
  v.object({
    type: v.literal('email'),
    subject: Line,
    html: v.nullable(Attachment),
    inline: v.pipe(v.array(InlinePicture), v.maxLength(30)),
  }),
  /** A comment under a post of the shop's page. */
  v.object({
    type: v.literal('comment'),
    post: v.object({ text: v.pipe(v.string(), v.maxLength(1000)), url: v.nullable(WebAddress), picture: v.nullable(Attachment) }),
    /** Until when the channel lets one answer privately, ms; null: no longer, or never. It does once. */
    privateUntil: v.nullable(v.number()),
  }),
])
export type Content = v.InferOutput<typeof Content>

/** Until when a comment is answered there, ms since 1970; null: for ever. Zero: no longer, or it is no comment. */
export function commentDeadline(content: Content | undefined, way: AnswerWay): number | null {
  if (content?.type !== 'comment') return 0
  return way === 'public' ? null : (content.privateUntil ?? 0)
}

/** The comment once it has been answered in the person's messages: channels take one such answer. */
export const answeredPrivately = (comment: Content & { type: 'comment' }): Content => ({ ...comment, privateUntil: null })
