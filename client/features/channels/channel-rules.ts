/** What an administrator has set for a channel, between the row and a form. */
import type { CommandArgs } from '#shared/commands/catalogue'
import type { Channel, ChannelIconName } from '#shared/domain/channel'
import type { Shift, WorkingHours } from '#shared/domain/working-hours'

type Fields = CommandArgs<'channel.set'>['fields']

/** Minutes of the day as a browser's field for times writes them. */
export const clockOf = (minutes: number): string => {
  const part = (value: number) => String(value).padStart(2, '0')
  return `${part(Math.floor(minutes / 60) % 24)}:${part(minutes % 60)}`
}

/** @returns null for what is no time. */
export function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}

const USUAL_DAY: Shift = { from: 9 * 60, to: 18 * 60 }
const usualWeek = (): WorkingHours['days'] => [USUAL_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, null, null]

interface DayDraft {
  readonly isOpen: boolean
  /** `09:00` */
  readonly from: string
  readonly to: string
}

export interface HoursDraft {
  readonly isAlways: boolean
  readonly zone: string
  readonly days: readonly DayDraft[]
}

/** What is set for a channel while it is being changed: numbers and times as they are typed. */
export interface RulesDraft {
  readonly name: string
  readonly icon: ChannelIconName | null
  readonly greeting: string
  readonly hours: HoursDraft
  readonly offHoursText: string
  readonly reopen: 'keep' | 'queue'
  readonly autoCloseHours: string
  readonly queue: { readonly how: NonNullable<Channel['queue']>['how'] | 'none'; readonly capacity: string }
  readonly orderSource: string
  /** Empty: the first. */
  readonly pipelineId: string
}

export function draftOf(channel: Pick<Channel, 'name' | 'greeting'> & Partial<Fields>): RulesDraft {
  const { name, greeting, icon, hours, offHoursText, reopen, autoCloseHours, queue, orderSource, pipelineId } = channel
  return {
    name,
    icon: icon ?? null,
    greeting,
    hours: {
      isAlways: !hours,
      zone: hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      days: (hours?.days ?? usualWeek()).map((shift) => {
        const { from, to } = shift ?? USUAL_DAY
        return { isOpen: shift !== null, from: clockOf(from), to: clockOf(to) }
      }),
    },
    offHoursText: offHoursText ?? '',
    reopen: reopen ?? 'keep',
    autoCloseHours: String(autoCloseHours ?? ''),
    queue: { how: queue?.how ?? 'none', capacity: String(queue?.capacity ?? '') },
    orderSource: orderSource ?? '',
    pipelineId: pipelineId ?? '',
  }
}

/** @param channel keeps its name when none is given. */
export function readDraft(draft: RulesDraft, channel: Pick<Channel, 'name'>) {
  const { hours, queue } = draft
  return {
    name: draft.name.trim() || channel.name,
    icon: draft.icon,
    greeting: draft.greeting.trim(),
    hours: hours.isAlways ? null : { zone: hours.zone.trim(), days: hours.days.map(shiftOf) },
    offHoursText: draft.offHoursText.trim(),
    reopen: draft.reopen,
    autoCloseHours: limitOf(draft.autoCloseHours, 24 * 365),
    queue: { how: queue.how, capacity: limitOf(queue.capacity, 500) },
    orderSource: draft.orderSource.trim(),
    pipelineId: draft.pipelineId || null,
  } satisfies Fields
}

/** Times that cannot be read make the day a closed one. */
function shiftOf({ isOpen, from, to }: DayDraft): Shift | null {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  return isOpen && begin !== null && end !== null ? { from: begin, to: end } : null
}

/** An empty field of a number says that there is no limit. */
function limitOf(text: string, max: number): number | null {
  const value = Math.round(Number(text))
  return Number.isFinite(value) && value >= 1 ? Math.min(value, max) : null
}
