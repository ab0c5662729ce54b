import * as v from 'valibot'
import { Channel } from '../domain/channel'
import { Id } from '../domain/id'
import { canAdminister } from '../domain/permissions'
import { change } from '../domain/row'
import { command, done, NOTHING, rejected } from './spec'

/** What administrators decide about a channel. Its account is not here: secrets do not go by way of devices. */
const Fields = v.partial(
  v.pick(Channel, [
    'name',
    'icon',
    'isPaused',
    'greeting',
    'hours',
    'offHoursText',
    'reopen',
    'autoCloseHours',
    'queue',
    'orderSource',
    'pipelineId',
  ]),
)

export const set = command({
  args: v.object({ channelId: Id, fields: Fields }),
  lane: ({ channelId }) => `channel/${channelId}`,
  refs: ({ channelId }) => [{ kind: 'channel', id: channelId }],
  apply({ channelId, fields }, { world, actor }) {
    if (!canAdminister(actor.role)) return rejected('forbidden')
    const channel = world.get('channel', channelId)
    if (!channel) return rejected('not-found')
    const next = { ...channel, ...fields }
    return JSON.stringify(next) === JSON.stringify(channel) ? NOTHING : done(change('channel', next))
  },
})
