/**
 * What becomes of a message after it was written: other words, none, reactions.
 *
 * MC1 Changes may come twice and in any order; the same set of them always makes the same message. MC2 What a message
 * said before stays with it. MC3 A deleted message stays in its place. MC4 No change is an answer: counters of
 * unanswered messages do not move. MC5 What has failed is ours alone: it is changed and taken back in every channel.
 */
import * as v from 'valibot'
import { Id } from './id'
import type { MessageItem } from './item'

/** Earlier texts kept; beyond it the ones in the middle go, never the first words. */
export const MAX_EDITS = 20
/** People who may have reacted to one message: the customer and operators. */
export const MAX_REACTIONS = 50
/** What one person may put under one message. */
export const MAX_EMOJIS = 5

const Moment = v.pipe(v.number(), v.integer(), v.minValue(0))
const Emoji = v.pipe(v.string(), v.minLength(1), v.maxLength(16))
export const Emojis = v.pipe(v.array(Emoji), v.maxLength(MAX_EMOJIS))

/** Words that no longer stand, and when they were replaced. */
export const Edit = v.object({ text: v.string(), at: Moment })
export type Edit = v.InferOutput<typeof Edit>

/** `by` null: the customer. */
export const Deleted = v.object({ by: v.nullable(Id), at: Moment })

/** All that one person has put under the message now. An empty one says that they took it back. */
export const Reaction = v.object({ by: v.nullable(Id), emojis: Emojis, at: Moment })
export type Reaction = v.InferOutput<typeof Reaction>

/** How a change of ours stands with the channel. `n` counts changes, so that an answer is known to be for the newest. */
export const Amendment = v.object({
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  state: v.picklist(['queued', 'sent', 'failed']),
  error: v.nullable(v.string()),
})
export type Amendment = v.InferOutput<typeof Amendment>

export type MessageChange =
  | { readonly type: 'edited'; readonly text: string; readonly at: number }
  | { readonly type: 'deleted'; readonly by: Id | null; readonly at: number }
  | { readonly type: 'reacted'; readonly by: Id | null; readonly emojis: readonly string[]; readonly at: number }

/** @returns the very same message when the change is in it already. */
export function withChange(message: MessageItem, change: MessageChange): MessageItem {
  switch (change.type) {
    case 'edited':
      return withEdit(message, change)
    case 'deleted':
      return withDeletion(message, change)
    case 'reacted':
      return withReaction(message, change)
  }
}

type ChangeOf<T extends MessageChange['type']> = Extract<MessageChange, { type: T }>

/** The first words, and after them every edit in order of its time; equal times in order of the text. */
function withEdit(message: MessageItem, { text, at }: ChangeOf<'edited'>): MessageItem {
  const before = message.edits ?? []
  const texts = [...before.map((edit) => edit.text), message.text]
  const made = before.map((edit, index) => ({ at: edit.at, text: texts[index + 1] ?? '' }))
  if (made.some((one) => one.at === at && one.text === text)) return message
  const all = [...made, { at, text }].sort((one, other) => one.at - other.at || (one.text < other.text ? -1 : 1))
  const edits = all.map((one, index) => ({ at: one.at, text: index === 0 ? (texts[0] ?? '') : (all[index - 1]?.text ?? '') }))
  const kept = edits.length > MAX_EDITS ? [...edits.slice(0, 1), ...edits.slice(edits.length - MAX_EDITS + 1)] : edits
  return { ...message, edits: kept, text: all.at(-1)?.text ?? text }
}

/** The earliest of two: a deletion told twice is one. */
function withDeletion(message: MessageItem, { by, at }: ChangeOf<'deleted'>): MessageItem {
  if (message.deleted && message.deleted.at <= at) return message
  return { ...message, deleted: { by, at } }
}

/** The newest of each person stands. */
function withReaction(message: MessageItem, { by, emojis, at }: ChangeOf<'reacted'>): MessageItem {
  const others = (message.reactions ?? []).filter((one) => one.by !== by)
  const known = message.reactions?.find((one) => one.by === by)
  const wanted = [...new Set(emojis)].slice(0, MAX_EMOJIS)
  if (known && (known.at > at || (known.at === at && known.emojis.join() >= wanted.join()))) return message
  if (!known && others.length >= MAX_REACTIONS) return message
  const reactions = [...others, { by, emojis: wanted, at }].sort((one, other) => ((one.by ?? '') < (other.by ?? '') ? -1 : 1))
  return { ...message, reactions }
}

/** What the message said at each time, oldest first; neighbours that say the same are one. */
export function versionsOf({ text, at, edits = [] }: MessageItem): readonly Edit[] {
  const texts = [...edits.map((edit) => edit.text), text]
  const versions = texts.map((one, index) => ({ text: one, at: index === 0 ? at : (edits[index - 1]?.at ?? at) }))
  return versions.filter((one, index) => index === 0 || one.text !== versions[index - 1]?.text)
}

export const isEdited = (message: MessageItem): boolean => versionsOf(message).length > 1

/** Emojis under a message with who put them there, the most frequent first. */
export function reactionRow({ reactions = [] }: MessageItem): readonly { readonly emoji: string; readonly by: readonly (Id | null)[] }[] {
  const byEmoji = new Map<string, (Id | null)[]>()
  for (const { by, emojis } of reactions) for (const emoji of emojis) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), by])
  return [...byEmoji].map(([emoji, by]) => ({ emoji, by })).sort((one, other) => other.by.length - one.by.length)
}
