import { type Accessor, createSignal } from 'solid-js'
import type { MessageItem } from '#shared/domain/item'

/** What the next message answers, and text on its way into a note: chosen in the timeline, used by the composer. */
export interface ReplyTarget {
  readonly replyTo: Accessor<MessageItem | null>
  setReplyTo(message: MessageItem | null): void
  /** Takes each new request for a note once. */
  readonly noteRequest: Accessor<string | null>
  requestNote(text: string | null): void
}

export function createReplyTarget(): ReplyTarget {
  const [replyTo, setReplyTo] = createSignal<MessageItem | null>(null)
  const [noteRequest, requestNote] = createSignal<string | null>(null)
  return { replyTo, setReplyTo: (message) => setReplyTo(message), noteRequest, requestNote: (text) => requestNote(text) }
}
