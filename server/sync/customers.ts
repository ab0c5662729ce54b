import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Store, StoredRow } from '../store/port'

/** The customers these people are, each with whom they were merged into. */
export async function customersOf(store: Pick<Store, 'rows'>, contacts: readonly StoredRow[]): Promise<readonly StoredRow[]> {
  const found = new Map<Id, StoredRow>()
  // The store returns what was written under the kind.
  let wanted = contacts.flatMap(({ row }) => (row as Contact | null)?.customerId ?? [])
  while (wanted.length > 0) {
    const rows = await store.rows([...new Set(wanted)].map((id) => ({ kind: 'customer', id })))
    for (const stored of rows) found.set(stored.id, stored)
    wanted = rows.flatMap(({ row }) => (row as Customer | null)?.mergedInto ?? []).filter((id) => !found.has(id))
  }
  return [...found.values()]
}
