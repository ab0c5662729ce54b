/**
 * The order of the list of customers, kept beside them: one small row for each, so that the first screen over a hundred thousand is a
 * short read. CNT3 It names exactly the customers held, and is written in the transactions that write them.
 */
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import { nameKey } from './name-key'
import type { Replica } from './replica'

export interface CustomerName {
  readonly id: Id
  /** See name-key.ts. */
  readonly key: string
}

export const NAME_INDEXES = 'id, [key+id]'

type Tables = Pick<Replica, 'customers' | 'customerNames'>

/** Rows read and named at once of those that an older build has left without names. */
const PART = 2000

export const customerName = ({ id, name }: Customer): CustomerName => ({ id, key: nameKey(name) })

export async function holdCustomers({ customers, customerNames }: Tables, rows: readonly Customer[]): Promise<void> {
  await customers.bulkPut(rows)
  await customerNames.bulkPut(rows.map(customerName))
}

export async function forgetCustomers({ customers, customerNames }: Tables, ids: readonly Id[]): Promise<void> {
  await customers.bulkDelete([...ids])
  await customerNames.bulkDelete([...ids])
}

/** What a build that knew nothing of this order has written is missing in it. */
export const lacksNames = async ({ customers, customerNames }: Tables): Promise<boolean> =>
  (await customers.count()) !== (await customerNames.count())

/** @returns the last customer named, null after the last of all. Runs inside a transaction. */
export async function nameSome({ customers, customerNames }: Tables, after: Id | null): Promise<Id | null> {
  const rest = after === null ? customers.orderBy('id') : customers.where('id').above(after)
  const rows = await rest.limit(PART).toArray()
  await customerNames.bulkPut(rows.map(customerName))
  if (rows.length === PART) return rows.at(-1)?.id ?? null
  const held = new Set(await customers.toCollection().primaryKeys())
  const named = await customerNames.toCollection().primaryKeys()
  await customerNames.bulkDelete(named.filter((id) => !held.has(id)))
  return null
}
