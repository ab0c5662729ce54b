import { expect, test } from 'vitest'
import { saveDraft, send } from './act'
import { furnish, makeDevice } from './device-fixture'
import { makeTurns } from './in-turn'
import { justMade } from './outbox-row'

test('[C7] words that are still being stored when their reply is sent do not come back as a draft', async () => {
  const device = makeDevice()
  await furnish(device)
  const inTurn = makeTurns()
  const args = { dialogId: 'd', itemId: 'i', text: 'Да, три цвета', attachments: [], replyTo: null, seen: 0, ifUnchanged: false }
  await Promise.all([
    inTurn('d', () => saveDraft(device, 'd', 'Да, тр', '')),
    inTurn('d', () => send(device, { ...justMade(), args, draft: '' })),
  ])
  expect((await device.vault.outbox.toArray()).map(({ type }) => type)).toEqual(['message.send'])
})

test('a work that fails keeps nobody from theirs, and other keys do not wait', async () => {
  const inTurn = makeTurns()
  const done: string[] = []
  let fail: (error: Error) => void = () => {}
  const failing = inTurn('a', () => new Promise<void>((_, reject) => (fail = reject)))
  const next = inTurn('a', async () => void done.push('next of a'))
  await inTurn('b', async () => void done.push('b'))
  expect(done).toEqual(['b'])
  fail(new Error('full'))
  await expect(failing).rejects.toThrow('full')
  await next
  expect(done).toEqual(['b', 'next of a'])
})
