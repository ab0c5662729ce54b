/** Which contacts each customer has, and which customers were merged into which: all that decides who sees them (PERM5). */
import { type Customer, contactIdsOf, mergedIdsOf } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'

export function makeCustomerLinks() {
  const known = new Map<Id, Pick<Customer, 'gains' | 'mergedInto'>>()
  const ofContact = new Map<Id, Id>()

  return {
    learn({ id, gains, mergedInto }: Customer): void {
      // Its own contacts only: one that has been given to another customer since is that one's.
      for (const contactId of contactIdsOf(known.get(id) ?? { gains: [] })) if (ofContact.get(contactId) === id) ofContact.delete(contactId)
      known.set(id, { gains, mergedInto })
      for (const contactId of contactIdsOf({ gains })) ofContact.set(contactId, id)
    },
    knows: (id: Id): boolean => known.has(id),
    customersOf(contactId: Id): readonly Id[] {
      const chain: Id[] = []
      for (let id = ofContact.get(contactId) ?? null; id !== null && !chain.includes(id); id = known.get(id)?.mergedInto ?? null)
        chain.push(id)
      return chain
    },
    contactsOf(customerId: Id): readonly Id[] {
      const found: Id[] = []
      const walked = new Set<Id>()
      const waiting = [customerId]
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (walked.has(id)) continue
        walked.add(id)
        const links = known.get(id) ?? { gains: [] }
        found.push(...contactIdsOf(links))
        waiting.push(...mergedIdsOf(links))
      }
      return found
    },
  }
}
