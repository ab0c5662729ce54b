import { expect, test } from 'vitest'
import type { ChannelState } from '#shared/domain/channel-health'
import { silenceOf, troubleOf } from './channel-trouble'

const channel = { id: 'c', kind: 'sms', name: 'SMS', isSample: false, greeting: '' } as const
const health = (state: ChannelState) => ({ state, problem: null, at: 1 })

test('[W4] a channel is in trouble when what is written waits: paused before all, then its account or its line', () => {
  expect(troubleOf(undefined)).toBeNull()
  expect(troubleOf(channel)).toBeNull()
  for (const state of ['connecting', 'connected', 'limited'] as const) expect(troubleOf({ ...channel, health: health(state) })).toBeNull()
  for (const state of ['auth', 'down'] as const) expect(troubleOf({ ...channel, health: health(state) })).toBe(state)
  expect(troubleOf({ ...channel, isPaused: true, health: health('down') })).toBe('paused')
  expect(troubleOf({ ...channel, isSample: true, health: health('down') })).toBeNull()
})

test('[SIL1] a silence is told of a channel that works', () => {
  expect(silenceOf({ ...channel, silentSince: 5 })).toBe(5)
  expect(silenceOf({ ...channel, silentSince: null })).toBeNull()
  expect(silenceOf({ ...channel, silentSince: 5, health: health('down') })).toBeNull()
})
