import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { CHANNEL, inbound, makeParts, type Parts } from '../parts-fixture'
import { createSilenceWatch, type SilenceWatch } from './silence'

const HOUR = 3_600_000

describe('[SIL1] a channel that has become silent', () => {
  let parts: Parts
  let watch: SilenceWatch
  beforeEach(async () => {
    parts = await makeParts()
    watch = begin()
    parts.onCommit(({ rows }) => watch.committed(rows))
  })
  afterEach(() => watch.close())

  const begin = () => createSilenceWatch({ ...parts, onError: (error) => expect.unreachable(String(error)) })
  const since = async () => (await parts.row('channel', CHANNEL))?.silentSince ?? null
  let count = 0
  async function hours(number: number, perHour: number) {
    for (let hour = 0; hour < number; hour += 1) {
      await watch.round()
      for (let n = 0; n < perHour; n += 1) {
        count += 1
        parts.time.now += 1
        await parts.accept(inbound(`${count}`, { peer: { key: `person-${n}`, name: 'Олена', origin: null } }))
      }
      parts.time.now += HOUR - perHour
    }
    await watch.round()
  }

  test('is told, survives a restart, and is over with the next message', async () => {
    await hours(169, 3)
    expect(await since()).toBeNull()
    const wrote = parts.time.now - HOUR
    await hours(2, 0)
    expect(await since()).not.toBeNull()
    expect(Math.abs(((await since()) ?? 0) - wrote)).toBeLessThan(10)
    watch = begin()
    await watch.round()
    expect(await since()).not.toBeNull()
    await parts.accept(inbound('again'))
    await watch.close()
    expect(await since()).toBeNull()
  })

  test('[SIL2] is not told while it is paused, nor of a channel nobody ever wrote into', async () => {
    await hours(169, 3)
    const channel = await parts.row('channel', CHANNEL)
    if (channel) await parts.put(change('channel', { ...channel, isPaused: true }))
    await hours(5, 0)
    expect(await since()).toBeNull()
  })
})
