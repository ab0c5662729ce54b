import { afterEach, describe, expect, test } from 'vitest'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { MessageItem } from '#shared/domain/item'
import { messageRow, OLGA } from '../parts-fixture'
import { eventItemName } from './names'
import { job, makeSending } from './outbound-fixture'

let open: Awaited<ReturnType<typeof makeSending>> | null = null

afterEach(async () => {
  for (const { answer } of open?.calls ?? []) answer({ outcome: 'sent' })
  await open?.outbound.close()
  open = null
})

async function begin() {
  const sending = await makeSending({ d: 1 })
  open = sending
  let commands = 0
  return {
    ...sending,
    async do<T extends CommandType>(type: T, args: CommandArgs<T>) {
      commands += 1
      const [result] = await sending.executor.admit(OLGA, [{ id: `cmd${commands}`, type, args }])
      const answer = await result
      sending.outbound.wake()
      return answer
    },
    message: async () => (await sending.row('item', 'd-1')) as MessageItem,
  }
}

const edit = (text: string, seenText = 'text 1') => ({ dialogId: 'd', itemId: 'd-1', text, seenText })
const ONE = { dialogId: 'd', itemId: 'd-1' }

describe('a change on its way', () => {
  test('[W5][OUT4] of a sent message is told to the channel as it now stands', async () => {
    const { outbound, called, calls, quiet, message, do: act } = await begin()
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'sent' })
    await quiet()
    expect(await act('message.edit', edit('исправлено'))).toMatchObject({ status: 'done' })
    await called(2)
    expect(calls[1]).toMatchObject({ what: 'amend', message: { id: 'd-1', text: 'исправлено', isEdited: true, isDeleted: false } })
    calls[1]?.answer({ outcome: 'sent' })
    await quiet()
    expect(await message()).toMatchObject({ state: 'sent', amendment: { n: 1, state: 'sent' } })
  })

  test('[W5][OUT5] made while the message is being sent follows it; made before, it goes with it', async () => {
    const { outbound, called, calls, quiet, message, do: act } = await begin()
    await act('message.edit', edit('до отправки'))
    await outbound.start()
    await called(1)
    expect(calls[0]).toMatchObject({ what: 'send', message: { text: 'до отправки' } })
    expect(await act('message.edit', edit('во время', 'до отправки'))).toMatchObject({ status: 'done' })
    calls[0]?.answer({ outcome: 'sent' })
    await called(2)
    expect(calls[1]).toMatchObject({ what: 'amend', message: { text: 'во время' } })
    calls[1]?.answer({ outcome: 'sent' })
    await quiet()
    expect(await message()).toMatchObject({ state: 'sent', amendment: { n: 2, state: 'sent' } })
    expect(calls).toHaveLength(2)
  })

  test('[W5] a message taken back before it left never leaves', async () => {
    const { outbound, quiet, calls, message, do: act } = await begin()
    await act('message.delete', ONE)
    await outbound.start()
    await quiet()
    expect(calls).toHaveLength(0)
    expect(await message()).toMatchObject({ deleted: { by: 'olga' }, amendment: { state: 'sent' } })
  })

  test('[W5][OUT4] whose answer was lost is told again; the message is not sent again', async () => {
    const { outbound, called, calls, quiet, time, message, do: act } = await begin()
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'sent' })
    await quiet()
    await act('message.delete', ONE)
    await called(2)
    calls[1]?.fail(new Error('socket hang up'))
    await quiet()
    time.now += 60_000
    outbound.wake()
    await called(3)
    expect(calls[2]).toMatchObject({ what: 'amend', message: { isDeleted: true } })
    calls[2]?.answer({ outcome: 'failed', reason: 'too-late' })
    await quiet()
    expect(await message()).toMatchObject({ state: 'sent', amendment: { state: 'failed', error: 'too-late' } })
  })

  test('[W5][OUT4] half told by a process that died is told again', async () => {
    const { outbound, called, calls, write, quiet } = await begin()
    const amendment = { n: 1, state: 'queued', error: null } as const
    await write({ changes: [messageRow('d', 1, { state: 'read', amendment })], jobs: [job('d', 1, { state: 'sending' })] })
    await outbound.start()
    await called(1)
    expect(calls[0]?.what).toBe('amend')
    await quiet()
  })

  test('[W5] what the channel calls a sent message is known for changes it will tell of', async () => {
    const { outbound, called, calls, quiet, store } = await begin()
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'sent', keys: ['chat:77'] })
    await quiet()
    const name = eventItemName('website', 'chat:77')
    expect((await store.names([name])).get(name)).toBe('d-1')
  })
})
