import Dexie from 'dexie'
import { expect, test, vi } from 'vitest'
import { type Customer, newCustomer } from '#shared/domain/customer'
import { customerName } from '../data/customer-names'
import { makeDevice, NOON } from '../data/device-fixture'
import type { Replica } from '../data/replica'
import { SyncStore } from './store'
import { batch, gone, makeLeader, part, row } from './store-fixture'

const customer = (id: string, name: string): Customer => newCustomer({ id, name, createdBy: null }, NOON)
const names = ({ customerNames }: Replica) => customerNames.toArray()

test('[CNT3] customers are named as they come, anew when they are renamed, and no more when they go', async () => {
  const { store, replica } = await makeLeader()
  await store.applyBatch(batch(10, 12, [row('customer', customer('a', 'Анна')), row('customer', customer('b', 'Борис'))]))
  await store.applyBatch(batch(12, 14, [row('customer', customer('a', 'Яна')), gone('customer', 'b')]))
  expect(await names(replica)).toEqual([customerName(customer('a', 'Яна'))])
  await store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
  await store.applySnapshot(part([row('customer', customer('c', 'Вера'))], { to: 20, last: true }))
  expect(await names(replica)).toEqual([customerName(customer('c', 'Вера'))])
})

test('[CNT3] tables of a build that knew of no such order are opened as they are, and named', async () => {
  // Dexie says so of every table that is new.
  vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { platform, replica, vault } = makeDevice()
  const older = new Dexie(replica.name, platform)
  older.version(2).stores({ position: 'key', customers: 'id, name, mergedInto, *phones, *emails, *tags' })
  const held = Array.from({ length: 4001 }, (_, n) => customer(`c${String(n).padStart(4, '0')}`, `Имя ${n}`))
  await older.table('customers').bulkPut(held)
  older.close()
  const store = new SyncStore(replica, vault)
  await store.lead()
  await store.nameCustomers()
  expect(await replica.customers.count()).toBe(4001)
  expect(await names(replica)).toEqual(held.map(customerName))
  await replica.customerNames.put(customerName(customer('gone', 'Ушёл')))
  await store.nameCustomers()
  expect(await names(replica)).toHaveLength(4001)
})
