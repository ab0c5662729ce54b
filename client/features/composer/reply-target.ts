import { type Accessor, batch, createSignal } from 'solid-js'
import type { AnswerWay } from '#shared/domain/content'
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

export function createReplyTarget(): ReplyTarget {
  const [replyTo, setReplyTo] = createSignal<MessageItem | null>(null)
  const [way, setWay] = createSignal<AnswerWay | null>(null)
  const [noteRequest, requestNote] = createSignal<string | null>(null)
  return {
    replyTo,
    way,
    setReplyTo: (message, to) =>
      batch(() => {
        setReplyTo(message)
        setWay(to ?? null)
      }),
    noteRequest,
    requestNote: (text) => requestNote(text),
  }
}
