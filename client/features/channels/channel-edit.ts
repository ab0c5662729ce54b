import type { Channel } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import { createOwnField, type OwnFields } from '../../ui/own-field'
import { openPipelines } from '../cards/stages'
import { useData } from '../data-context'
import { draftOf, type HoursDraft, type RulesDraft } from './channel-rules'

/** What is set for a channel while an administrator changes it. What is not being changed shows the news of others. */
export function createChannelEdit(channel: () => Channel) {
  const data = useData()
  const stored = () => draftOf(channel())
  const own: OwnFields<RulesDraft> = {
    name: createOwnField(() => stored().name),
    icon: createOwnField(() => stored().icon),
    greeting: createOwnField(() => stored().greeting),
    hours: createOwnField(() => stored().hours),
    offHoursText: createOwnField(() => stored().offHoursText),
    reopen: createOwnField(() => stored().reopen),
    autoCloseHours: createOwnField(() => stored().autoCloseHours),
    queue: createOwnField(() => stored().queue),
    orderSource: createOwnField(() => stored().orderSource),
    pipelineId: createOwnField(() => stored().pipelineId),
  }
  const words = () => t().channels.rules
  /** The first stands for none of them, so that it may become another. */
  const pipelines = (): Record<string, string> => ({
    '': words().firstPipeline,
    ...Object.fromEntries(openPipelines(data.pipelines()).map(({ id, name }) => [id, name])),
  })
  return {
    own,
    pipelines,
    draft: (): RulesDraft => ({
      name: own.name.value(),
      icon: own.icon.value(),
      greeting: own.greeting.value(),
      hours: own.hours.value(),
      offHoursText: own.offHoursText.value(),
      reopen: own.reopen.value(),
      autoCloseHours: own.autoCloseHours.value(),
      queue: own.queue.value(),
      orderSource: own.orderSource.value(),
      pipelineId: own.pipelineId.value(),
    }),
    isChanged: () => Object.values(own).some((field) => field.isChanged()),
    mustLook: () => Object.values(own).some((field) => field.hasMoved()),
    shown: () => ({
      name: { name: t().channels.name, text: String, own: own.name },
      icon: { name: words().signs.title, text: signText, own: own.icon },
      greeting: { name: words().greeting, text: String, own: own.greeting },
      hours: { name: words().hours, text: hoursText, own: own.hours },
      offHoursText: { name: words().offHours, text: String, own: own.offHoursText },
      reopen: { name: words().reopen, text: (value: RulesDraft['reopen']) => words().reopens[value], own: own.reopen },
      autoCloseHours: { name: words().autoClose, text: String, own: own.autoCloseHours },
      queue: { name: words().queue, text: queueText, own: own.queue },
      orderSource: { name: words().orderSource, text: String, own: own.orderSource },
      pipelineId: { name: words().pipeline, text: (id: string) => pipelines()[id] ?? '', own: own.pipelineId },
    }),
  }
}

export const signText = (icon: RulesDraft['icon']): string => {
  const { kind, names } = t().channels.rules.signs
  return icon === null ? kind : names[icon]
}

function hoursText({ isAlways, zone, days }: HoursDraft): string {
  const words = t().channels.rules
  if (isAlways) return words.always
  const open = days.flatMap(({ isOpen, from, to }, day) => (isOpen ? [`${words.days[day]} ${from}–${to}`] : []))
  return [...open, zone].join(', ')
}

const queueText = ({ how, capacity }: RulesDraft['queue']): string => [t().channels.rules.queues[how], capacity].filter(Boolean).join(', ')
