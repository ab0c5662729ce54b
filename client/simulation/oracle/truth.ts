/** What the server holds at rest, and who may see what of it, worked out from the rows alone. */
import type { Card } from '#shared/domain/card'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import { documentOwner } from '#shared/domain/document'
import type { Draft } from '#shared/domain/draft'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Operator } from '#shared/domain/operator'
import type { Order } from '#shared/domain/order'
import { seesAllDialogs, seesCard, seesChannel, seesDialog, type Viewer } from '#shared/domain/permissions'
import type { Store, StoredRow } from '../../../server/store/port'
import type { Place } from '../words'

export interface Truth {
  readonly head: number
  readonly rows: readonly StoredRow[]
  readonly dialogs: ReadonlyMap<Id, Dialog>
  readonly items: readonly Item[]
  viewer(operatorId: Id, role: Viewer['role']): Viewer
  sees(viewer: Viewer, row: StoredRow): boolean
  maySee(viewer: Viewer, place: Place): boolean
}

export async function readTruth(store: Store): Promise<Truth> {
  const head = await store.head()
  const rows = (await store.changes({ from: 0, to: head, limit: 1_000_000 })).filter(({ row }) => row !== null)
  const of = <T>(kind: StoredRow['kind']) => rows.filter((stored) => stored.kind === kind).map(({ row }) => row as T)
  const dialogs = new Map(of<Dialog>('dialog').map((dialog) => [dialog.id, dialog]))
  const cards = new Map(of<Card>('card').map((card) => [card.id, card]))
  const operators = new Map(of<Operator>('operator').map((operator) => [operator.id, operator]))

  const seesById = (viewer: Viewer, id: Id): boolean => {
    const dialog = dialogs.get(id)
    return dialog !== undefined && seesDialog(viewer, dialog)
  }
  const seesPerson = (viewer: Viewer, contactId: Id): boolean =>
    [...dialogs.values()].some((dialog) => dialog.contactId === contactId && seesDialog(viewer, dialog))
  const seesCustomer = (viewer: Viewer, id: Id): boolean =>
    seesAllDialogs(viewer) ||
    of<Contact>('contact').some((contact) => contact.customerId === id && seesPerson(viewer, contact.id)) ||
    of<Customer>('customer').some((customer) => customer.mergedInto === id && seesCustomer(viewer, customer.id))

  const seesCardRow = (viewer: Viewer, card: Card | undefined): boolean =>
    card !== undefined && seesCard(viewer, card, dialogs.get(card.dialogId ?? ''))

  function sees(viewer: Viewer, { kind, id, row }: StoredRow): boolean {
    switch (kind) {
      case 'dialog':
        return seesById(viewer, id)
      case 'item':
      case 'order':
        return seesById(viewer, (row as Item | Order).dialogId)
      case 'draft':
        return (row as Draft).operatorId === viewer.operatorId && seesById(viewer, (row as Draft).dialogId)
      case 'contact':
        return seesPerson(viewer, (row as Contact).id)
      case 'customer':
        return seesCustomer(viewer, id)
      case 'document': {
        const owner = documentOwner(id)
        return owner.kind === 'remark' ? seesPerson(viewer, owner.contactId) : seesById(viewer, owner.dialogId)
      }
      case 'channel':
        return seesChannel(viewer, id)
      case 'card':
        return seesCardRow(viewer, row as Card)
      default:
        return true
    }
  }

  return {
    head,
    rows,
    dialogs,
    items: of<Item>('item'),
    viewer: (operatorId, role) => ({ operatorId, role, access: operators.get(operatorId)?.access }),
    sees,
    maySee(viewer, place) {
      if ('contactId' in place) return seesPerson(viewer, place.contactId)
      if ('cardId' in place) return seesCardRow(viewer, cards.get(place.cardId))
      if ('customerId' in place) return seesCustomer(viewer, place.customerId)
      if ('draftOf' in place && place.draftOf !== viewer.operatorId) return false
      return seesById(viewer, place.dialogId)
    },
  }
}
