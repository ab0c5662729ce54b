import type { OutboxEntry } from '../../data/contract'

export interface OutboxChoices {
  /** The author has read what came between, and means it still. */
  readonly sendAnyway: boolean
  /** The same again, over what stands now. */
  readonly retry: boolean
  /** Back into the field, files included. */
  readonly edit: boolean
  readonly copy: boolean
  readonly discard: boolean
}

/** Pure. What may be done about a command that has not taken effect. @param canOpen its dialog is still on this device. */
export function choicesOf({ type, state, code, summary }: OutboxEntry, canOpen: boolean): OutboxChoices {
  const isRefused = state === 'refused'
  const isReply = type === 'message.send'
  const isWritten = isReply || type === 'message.schedule' || type === 'message.edit'
  // It is what makes the conversation.
  const isPossible = canOpen || type === 'dialog.start'
  const mayWork = isRefused && isPossible && (code === 'stale' || code === 'too-old')
  return {
    sendAnyway: isReply && mayWork,
    // An edit replaces the words that its author saw, and no others: the same again is refused again.
    retry: !isReply && type !== 'message.edit' && (mayWork || (isRefused && code === 'not-understood')),
    edit: isWritten && state !== 'sent' && canOpen && code !== 'not-understood',
    // What can go nowhere is still what somebody wrote.
    copy: isRefused && summary !== '' && (!canOpen || !isWritten),
    discard: state !== 'sent',
  }
}
