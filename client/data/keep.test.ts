import Dexie from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FileRefused } from './contract'
import { makeKeep, PATIENCE_MS } from './keep'
import { TooSlow, type Trouble, troubleOf } from './trouble'

const named = (name: string, message = '') => Object.assign(new Error(message), { name })
const quota = () => new Dexie.QuotaExceededError('full')

function makeKeeper(room: boolean | boolean[] = false) {
  const heard: (Trouble | null)[] = []
  const makeRoom = vi.fn(async () => (Array.isArray(room) ? (room.shift() ?? false) : room))
  return { keep: makeKeep({ onTrouble: (trouble) => heard.push(trouble), makeRoom }), heard, makeRoom }
}

describe('a write', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('[DEV4] that goes through says so, and that the trouble before it is over', async () => {
    const { keep, heard } = makeKeeper()
    expect(await keep(async () => 7)).toBe(7)
    expect(heard).toEqual([null])
  })

  test('[DEV5] that did not fit is tried once more when there is room, and once only', async () => {
    const { keep, heard, makeRoom } = makeKeeper([true, true])
    const write = vi.fn<() => Promise<string>>().mockRejectedValueOnce(quota()).mockResolvedValueOnce('stored')
    expect(await keep(write)).toBe('stored')
    expect(heard).toEqual([null])
    write.mockReset().mockRejectedValue(quota())
    await expect(keep(write)).rejects.toThrow('full')
    expect([write.mock.calls.length, makeRoom.mock.calls.length, heard.at(-1)]).toEqual([2, 2, 'no-space'])
  })

  test('[DEV4] that did not fit and for which there is no room is said not to be stored', async () => {
    const { keep, heard } = makeKeeper(false)
    const write = vi.fn().mockRejectedValue(quota())
    await expect(keep(write)).rejects.toThrow('full')
    expect([write.mock.calls.length, heard]).toEqual([1, ['no-space']])
  })

  test('[DEV4] that the browser never answers ends all the same, and is not tried again: it may have been carried out', async () => {
    const { keep, heard } = makeKeeper(true)
    const write = vi.fn(() => new Promise<never>(() => undefined))
    const kept = keep(write)
    const failure = expect(kept).rejects.toBeInstanceOf(TooSlow)
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    await failure
    expect([write.mock.calls.length, heard]).toEqual([1, ['too-slow']])
  })

  test('[DEV1] over a handle that was gone is tried again at once', async () => {
    const { keep, heard } = makeKeeper()
    const write = vi.fn<() => Promise<string>>().mockRejectedValueOnce(named('InvalidStateError')).mockResolvedValueOnce('stored')
    expect(await keep(write)).toBe('stored')
    expect(heard).toEqual([null])
  })

  test('that is wrong in itself is thrown back and is no trouble of the device', async () => {
    const { keep, heard } = makeKeeper()
    await expect(keep(async () => Promise.reject(new TypeError('wrong')))).rejects.toThrow('wrong')
    expect(heard).toEqual([])
  })
})

test('[DEV4] what the browser says is known through what Dexie and we wrap around it', () => {
  const cases: [unknown, Trouble | null][] = [
    [quota(), 'no-space'],
    [named('AbortError', 'QuotaExceededError: the transaction'), 'closed'],
    [new Dexie.AbortError('aborted', named('QuotaExceededError')), 'no-space'],
    [new FileRefused('no-space', quota()), 'no-space'],
    [new FileRefused('too-large'), null],
    [new Dexie.OpenFailedError('x', named('UnknownError', 'Internal error opening backing store')), 'broken'],
    [new Dexie.MissingAPIError(), 'missing'],
    [named('SecurityError'), 'missing'],
    [named('VersionError'), 'superseded'],
    [new Dexie.DatabaseClosedError(), 'closed'],
    ['text', null],
    [null, null],
  ]
  for (const [error, trouble] of cases) expect([error, troubleOf(error)]).toEqual([error, trouble])
})
