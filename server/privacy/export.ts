/** All of a person's data, as they may ask for it: rows, texts, and the list of files. */
import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { itemsOf, type PersonDeps, readPerson, rowsOf } from './person'

/** @returns null when there is no such customer. */
export async function exportPerson(deps: PersonDeps, id: Id, now: number) {
  const { store } = deps
  const person = await readPerson(deps, id)
  if (!person) return null
  const remarks = await rowsOf(
    store,
    'document',
    person.contacts.map((contact) => remarkDocument(contact.id)),
  )
  const dialogs = []
  const files = []
  for (const dialog of person.dialogs) {
    dialogs.push({ ...dialog, items: await itemsOf(store, dialog.id) })
    for (const { id, name, mime, size, createdAt } of await store.blobs.ofDialog(dialog.id))
      files.push({ id, name, mime, size, createdAt, dialogId: dialog.id })
  }
  return {
    exportedAt: new Date(now).toISOString(),
    customers: person.customers,
    cards: person.cards,
    orders: person.orders,
    contacts: person.contacts,
    remarks: remarks.map(({ id, text }) => ({ contactId: id.slice('remark.'.length), text })),
    dialogs,
    files,
  }
}
