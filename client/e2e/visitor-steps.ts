import type { VisitorClient } from '../../server/channels/widget/visitor-client'

type Message = VisitorClient['welcome']['messages'][number]

/** Everything on the visitor's screen but what this very client has said, in the order it came. */
export const messagesOf = ({ welcome, frames }: VisitorClient): readonly Message[] => [
  ...welcome.messages,
  ...frames.flatMap((frame) => (frame.t === 'message' ? [frame.message] : [])),
]

export const readBy = (visitor: VisitorClient): readonly string[] => messagesOf(visitor).map(({ text }) => text)
