/** What an administrator has set for a channel, between the row and a form. */
import type { CommandArgs } from '#shared/commands/catalogue'
import { CHANNEL_ICONS, type Channel } from '#shared/domain/channel'
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

export const USUAL_DAY: Shift = { from: 9 * 60, to: 18 * 60 }
export const usualWeek = (): WorkingHours['days'] => [USUAL_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, USUAL_DAY, null, null]

/** An empty field of a number says that there is no limit. */
const limitOf = (form: FormData, name: string, max: number): number | null => {
  const value = Math.round(Number(form.get(name)))
  return Number.isFinite(value) && value >= 1 ? Math.min(value, max) : null
}

/** Times that cannot be read make the day a closed one. */
export function daysOf(form: FormData): WorkingHours['days'] {
  return Array.from({ length: 7 }, (_, day) => {
    const from = minutesOf(String(form.get(`from${day}`) ?? ''))
    const to = minutesOf(String(form.get(`to${day}`) ?? ''))
    return form.get(`open${day}`) === null || from === null || to === null ? null : { from, to }
  })
}

/** What a colleague has changed of the rest meanwhile is left alone. */
export function changedFields(before: Fields, after: Fields): Fields {
  const isOther = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields])
  return Object.fromEntries(Object.entries(after).filter(isOther))
}

export function fieldsOf(form: FormData, channel: Pick<Channel, 'name'>): Fields {
  const word = (name: string) => String(form.get(name) ?? '').trim()
  const how = (['none', 'round-robin', 'least-busy'] as const).find((each) => each === word('queue')) ?? 'none'
  return {
    name: word('name') || channel.name,
    icon: CHANNEL_ICONS.find((each) => each === word('icon')) ?? null,
    greeting: word('greeting'),
    hours: form.get('always') === null ? { zone: word('zone'), days: daysOf(form) } : null,
    offHoursText: word('offHoursText'),
    reopen: word('reopen') === 'queue' ? 'queue' : 'keep',
    autoCloseHours: limitOf(form, 'autoCloseHours', 24 * 365),
    queue: { how, capacity: limitOf(form, 'capacity', 500) },
    orderSource: word('orderSource'),
    pipelineId: word('pipelineId') || null,
  }
}
