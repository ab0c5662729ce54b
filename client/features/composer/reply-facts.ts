/** What is known of a reply before it leaves: what its author saw, and whether the channel still takes it. */
import { CAPABILITIES } from '#shared/domain/channel'
import { commentDeadline } from '#shared/domain/content'
import { replyDeadline } from '#shared/domain/dialog'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import type { Data, DialogRow } from '../../data/contract'
import { type Clock, present } from '../times/present'
import type { ReplyTarget } from './reply-target'

/** By this the server knows whether the conversation is still the one that was answered (W9). */
export function seenBy(data: Data, { dialog }: DialogRow) {
  return {
    // Of customers' messages: own actions that wait here have taken places of which the server knows nothing.
    seen: dialog.lastInSeq,
    seenAnswer: dialog.lastAnswer?.seq ?? 0,
    seenChanges: dialog.inChanges ?? 0,
    ifUnchanged: data.connection().phase !== 'live' && (data.workspace()?.guardsReplies ?? true),
  }
}

type Answered = Pick<ReplyTarget, 'replyTo' | 'way'>

/** For how long the channel takes an answer, ms; negative: no longer; null: for ever. A comment has times of its own. */
export function windowLeft(clock: Clock, { channel, dialog }: Pick<DialogRow, 'channel' | 'dialog'>, to?: Answered): number | null {
  const way = to?.way()
  const ofDialog = () => (channel ? replyDeadline(dialog, CAPABILITIES[channel.kind]) : null)
  const deadline = way ? commentDeadline(to?.replyTo()?.content, way) : ofDialog()
  return deadline === null ? null : deadline - present(clock)
}

export const isWindowClosed = (clock: Clock, row: Pick<DialogRow, 'channel' | 'dialog'>, to?: Answered): boolean =>
  (windowLeft(clock, row, to) ?? 1) <= 0

/** Characters beyond what the channel takes. */
export const textOver = ({ channel }: Pick<DialogRow, 'channel'>, text: string): number =>
  Math.max(text.trim().length - (channel ? CAPABILITIES[channel.kind].text.max : MAX_MESSAGE_CHARS), 0)
