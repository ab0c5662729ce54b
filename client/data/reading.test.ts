import { expect, test } from 'vitest'
import { contact, dialog, makeDevice } from './device-fixture'
import { makeReading } from './reading'

const { replica } = makeDevice()
const rest = () => new Promise((resolve) => setTimeout(resolve, 20))

test('rows come in the order of their keys, by an index and by a stretch, while the transaction lasts and after it has ended', async () => {
  await replica.contacts.bulkPut([contact('a'), contact('b')])
  await replica.dialogs.bulkPut([dialog('d1', { contactId: 'a' }), dialog('d2', { contactId: 'b' }), dialog('d3', { contactId: 'a' })])
  await replica.segmentWords.bulkPut([1, 2, 3].map((segment) => ({ shard: 'item/ко', segment, packed: `${segment}` })))
  const reading = makeReading(replica, [replica.contacts, replica.dialogs, replica.segmentWords])
  const ids = async (keys: readonly string[]) => (await reading.bulkGet(replica.contacts, keys)).map((row) => row?.id)
  expect(await ids(['b', 'nobody', 'a'])).toEqual(['b', undefined, 'a'])
  expect((await reading.under(replica.dialogs, 'contactId', ['b', 'a'])).map(({ id }) => id)).toEqual(['d2', 'd1', 'd3'])
  await rest()
  expect(await ids(['a'])).toEqual(['a'])
  await rest()
  const [some, none] = await Promise.all([
    reading.between(replica.segmentWords, ['item/ко', 2], ['item/ко', 3]),
    reading.bulkGet(replica.contacts, []),
  ])
  expect(some.map(({ packed }) => packed)).toEqual(['2', '3'])
  expect(none).toEqual([])
})

test('what Dexie would not open is not opened past it', async () => {
  const device = makeDevice()
  const reading = makeReading(device.replica, [device.replica.contacts])
  expect(await reading.bulkGet(device.replica.contacts, ['a'])).toEqual([undefined])
  device.replica.close()
  await expect(reading.bulkGet(device.replica.contacts, ['a'])).rejects.toThrow(/closed/i)
  expect(device.replica.isOpen()).toBe(false)
})

test('a key that cannot be one is told', async () => {
  const reading = makeReading(replica, [replica.contacts])
  await expect(reading.bulkGet(replica.contacts, [null as unknown as string])).rejects.toThrow()
})
