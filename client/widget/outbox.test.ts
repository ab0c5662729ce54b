import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { openOutbox } from './outbox'
import type { Outgoing } from './outgoing'

const message = (id: string, at: number, files: Outgoing['files'] = []): Outgoing => ({ id, text: 'Привет', files, at, stage: 'sent' })
const file = { id: 'f', name: 'a.txt', mime: 'text/plain', size: 3, blob: new Blob(['abc']), stage: 'uploaded', progress: 1 } as const

test('[WW1] what was kept is there when the page is opened again, in order and ready to go', async () => {
  const factory = new IDBFactory()
  const outbox = openOutbox('channel', factory)
  await outbox.keep(message('late', 2))
  await outbox.keep(message('early', 1, [file]))
  const loaded = await openOutbox('channel', factory).load()
  expect(loaded).toMatchObject([
    { id: 'early', stage: 'waiting', files: [{ name: 'a.txt', stage: 'waiting', progress: 0 }] },
    { id: 'late', stage: 'waiting' },
  ])
})

test('what was answered is gone; what belongs to another channel is left alone', async () => {
  const factory = new IDBFactory()
  const [one, two] = [openOutbox('one', factory), openOutbox('two', factory)]
  await one.keep(message('a', 1))
  await two.keep(message('b', 1))
  await one.forget('a')
  expect([await one.load(), (await two.load()).map(({ id }) => id)]).toEqual([[], ['b']])
})

test('where the browser has no database the conversation goes on without one', async () => {
  const blocked = {
    open: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
  } as unknown as IDBFactory
  const outbox = openOutbox('channel', blocked)
  await outbox.keep(message('a', 1))
  expect(await outbox.load()).toEqual([])
})
