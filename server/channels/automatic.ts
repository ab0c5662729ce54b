/**
 * What Okno says by itself: a greeting to who writes for the first time, and that nobody is there. AUT1 Nothing is said by itself
 * to a machine, nor in spam, nor by the shop's own words. AUT2 That nobody is there is said once in so many hours, however much
 * the customer writes.
 */
import { append, type Timeline } from '#shared/commands/timeline'
import type { Channel } from '#shared/domain/channel'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { MessageItem } from '#shared/domain/item'
import { isWorking } from '#shared/domain/working-hours'

const AGAIN_MS = 12 * 60 * 60 * 1000

export interface Automatic {
  readonly auto: NonNullable<MessageItem['auto']>
  readonly text: string
}

/** @param isFirst the dialog has just begun. Pure. */
export function automaticAnswer(
  channel: Channel,
  dialog: Pick<Dialog, 'state' | 'offHoursAt'>,
  of: { readonly isFirst: boolean; readonly isAutomatic: boolean; readonly now: number },
): Automatic | null {
  if (of.isAutomatic || dialog.state === 'spam' || channel.isSample) return null
  const isOpen = !channel.hours || isWorking(channel.hours, of.now)
  if (!isOpen && channel.offHoursText) {
    // What was said later than it is now was said before the clock was put back.
    const isSaid = dialog.offHoursAt != null && Math.abs(of.now - dialog.offHoursAt) < AGAIN_MS
    return isSaid ? null : { auto: 'off-hours', text: channel.offHoursText }
  }
  // The website has shown it before anybody wrote.
  return of.isFirst && channel.kind !== 'widget' && channel.greeting !== '' ? { auto: 'greeting', text: channel.greeting } : null
}

/** The timeline with it; the message is to be sent. */
export function withAutomatic(timeline: Timeline, { auto, text }: Automatic, of: { readonly itemId: Id; readonly now: number }): Timeline {
  const told = auto === 'off-hours' ? { ...timeline, dialog: { ...timeline.dialog, offHoursAt: of.now } } : timeline
  return append(told, {
    id: `${of.itemId}.auto`,
    kind: 'message',
    at: of.now,
    direction: 'out',
    authorId: null,
    text,
    attachments: [],
    replyTo: null,
    state: 'queued',
    error: null,
    auto,
  })
}
