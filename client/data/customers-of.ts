import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'

/** The table of customers, or what reads it. */
export interface CustomersById {
  readonly customers: { bulkGet(ids: Id[]): PromiseLike<readonly (Customer | undefined)[]> }
}

/** The customers these people are, as far as they are held, each with whom they were merged into. */
export async function customersOf(
  { customers }: CustomersById,
  contacts: readonly (Pick<Contact, 'customerId'> | undefined)[],
): Promise<readonly Customer[]> {
  const found = new Map<Id, Customer>()
  let wanted = contacts.flatMap((contact) => contact?.customerId ?? [])
  while (wanted.length > 0) {
    const rows = (await customers.bulkGet([...new Set(wanted)])).filter((customer): customer is Customer => customer !== undefined)
    for (const customer of rows) found.set(customer.id, customer)
    wanted = rows.flatMap(({ mergedInto }) => (mergedInto === null || found.has(mergedInto) ? [] : [mergedInto]))
  }
  return [...found.values()]
}
