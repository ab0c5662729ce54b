import { describe, expect, test } from 'vitest'
import { OLGA, PAVEL } from '../parts-fixture'
import { type Standing, welcomeMode } from './welcome'

const SERVER: Standing = { epoch: 'e', head: 100, horizon: 0, aclEpoch: 2, viewer: PAVEL }
const NARROWED: Standing = { ...SERVER, viewer: { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 2 } } }
const staged = { epoch: 'e', aclEpoch: 2, to: 50, since: 0, place: { updatedAt: 1, id: 'd' } }
const hello = { epoch: 'e', cursor: 90, aclEpoch: 2, staged: null }
const cutOff = { epoch: null, cursor: 0, aclEpoch: 0, staged }

describe('a device is brought up to date', () => {
  test('by what came after its cursor, when it is of this history, of these permissions and not ahead', () => {
    for (const cursor of [0, 99, 100]) expect(welcomeMode({ ...hello, cursor }, SERVER)).toBe('resume')
  })

  test('[I8] by a snapshot otherwise', () => {
    const others = [{ epoch: null }, { epoch: 'other' }, { cursor: 101 }, { aclEpoch: 1 }]
    for (const other of others) expect(welcomeMode({ ...hello, ...other }, SERVER)).toBe('snapshot')
  })

  test('[SNAP2][I1] which one who may not see everything has to erase all for, first', () => {
    const others = [{ epoch: null }, { epoch: 'other' }, { cursor: 101 }, { aclEpoch: 1 }]
    for (const other of others) expect(welcomeMode({ ...hello, ...other }, NARROWED)).toBe('erase')
    expect(welcomeMode({ ...hello, aclEpoch: 1 }, { ...NARROWED, viewer: OLGA })).toBe('snapshot')
  })

  test('[HOR1] by everything anew when what was deleted since its cursor is not known any more', () => {
    const server = { ...SERVER, horizon: 40 }
    const modes = [39, 40].map((cursor) => welcomeMode({ ...hello, cursor }, server))
    expect(modes).toEqual(['snapshot', 'resume'])
    const places = [39, 40].map((to) => welcomeMode({ ...cutOff, staged: { ...staged, to } }, server))
    expect(places).toEqual(['snapshot', 'continue'])
  })

  test('[SNAP4] by the rest of a snapshot that was cut off, if it is one of this history and these permissions', () => {
    for (const server of [SERVER, NARROWED]) expect(welcomeMode(cutOff, server)).toBe('continue')
    for (const other of [{ epoch: 'other' }, { aclEpoch: 1 }, { to: 101 }, { place: null }])
      expect(welcomeMode({ ...cutOff, staged: { ...staged, ...other } }, NARROWED)).toBe('erase')
  })
})
