import { type Accessor, createSignal } from 'solid-js'
import type { AnswerWay } from '#shared/domain/content'
import type { Id } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'

/** What the next message answers, and text on its way into a note: chosen in the timeline, used by the composer. */
export interface ReplyTarget {
  readonly replyTo: Accessor<MessageItem | null>
  /** Where a comment is to be answered; null for other messages. */
  readonly way: Accessor<AnswerWay | null>
  setReplyTo(message: MessageItem | null, way?: AnswerWay): void
  /** Takes each new request for a note once. */
  readonly noteRequest: Accessor<string | null>
  requestNote(text: string | null): void
}

interface Answered {
  readonly message: MessageItem
  readonly way: AnswerWay | null
}

/**
 * Of chats that were left with a message to answer; while the tab lives. The draft stays in the chat, and what was meant
 * for one person must not become an answer under a post by a look into another chat.
 */
const left = new Map<Id, Answered>()

export function createReplyTarget(dialogId: Id): ReplyTarget {
  const [answered, setAnswered] = createSignal<Answered | null>(left.get(dialogId) ?? null)
  const [noteRequest, requestNote] = createSignal<string | null>(null)
  return {
    replyTo: () => answered()?.message ?? null,
    way: () => answered()?.way ?? null,
    setReplyTo(message, way) {
      const chosen = message && { message, way: way ?? null }
      if (chosen) left.set(dialogId, chosen)
      else left.delete(dialogId)
      setAnswered(chosen)
    },
    noteRequest,
    requestNote: (text) => requestNote(text),
  }
}
