import type { EventItem } from '#shared/domain/item'
import type { Data } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { stageName } from '../cards/stages'
import { timeAhead } from '../dates'
import { operatorName } from '../people'
import { eventSentence } from './event-sentence'

/** An event in the reader's language, with the names of colleagues and stages as this device knows them. */
export const eventWords = ({ actorId, at, event }: EventItem, data: Pick<Data, 'operators' | 'pipelines'>): string =>
  eventSentence(
    event,
    {
      actorId,
      name: (id) => operatorName(data.operators(), id),
      time: (moment) => timeAhead(moment, at, language()),
      stage: (place) => stageName(data.pipelines(), place),
      status: (status) => t().orders.statuses[status].toLowerCase(),
    },
    t().dialog.events,
  )
