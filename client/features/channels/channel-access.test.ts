import { expect, test } from 'vitest'
import { accessWith } from './channel-access'

const all = ['sms', 'mail', 'site']

test('[A2] who saw every channel sees all but the one that is taken away, and what else narrows their view stays', () => {
  expect(accessWith({}, { channelId: 'sms', isShown: false, all })).toEqual({ visibility: 'all', channelIds: ['mail', 'site'] })
  const own = { access: { visibility: 'own', channelIds: null, epoch: 4 } } as const
  expect(accessWith(own, { channelId: 'mail', isShown: false, all })).toEqual({ visibility: 'own', channelIds: ['sms', 'site'] })
})

test('[A2] who is given back the last one that was missing sees every channel, those to come too', () => {
  const narrowed = { access: { visibility: 'all' as const, channelIds: ['mail', 'gone'], epoch: 1 } }
  expect(accessWith(narrowed, { channelId: 'sms', isShown: true, all }).channelIds).toEqual(['sms', 'mail'])
  const but = { access: { visibility: 'all' as const, channelIds: ['mail', 'site'], epoch: 1 } }
  expect(accessWith(but, { channelId: 'sms', isShown: true, all }).channelIds).toBeNull()
})
