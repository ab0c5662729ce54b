import type { CardPlace } from '#shared/domain/card-place'
import type { Id } from '#shared/domain/id'
import type { DialogEvent } from '#shared/domain/item'
import type { OrderStatus } from '#shared/domain/order-status'
import type { Catalogue } from '../../i18n/ru'

export interface EventNames {
  /** Who did it; null when Okno or the customer did. */
  readonly actorId: Id | null
  name(operatorId: Id): string
  /** A moment, as the reader writes it. */
  time(at: number): string
  /** How far an order is, in words. */
  status(status: OrderStatus): string
  /** Of a pipeline's stage. */
  stage(place: CardPlace): string
}

/** What happened to the dialog, in words. Pure, so that every kind of event is tested in every language. */
export function eventSentence(
  event: DialogEvent,
  { actorId, name, time, status, stage }: EventNames,
  words: Catalogue['dialog']['events'],
): string {
  const who = actorId === null ? words.system : name(actorId)
  switch (event.type) {
    case 'started':
      return actorId === null ? words.started : words.startedBy(who)
    case 'assigned':
      return assignedSentence(event, { actorId, name }, words)
    case 'closed':
      return words.closed(who)
    case 'reopened':
      return { operator: words.reopened(who), reply: words.reopenedByReply(who), message: words.reopenedByCustomer }[event.by]
    case 'spam':
      return words.spam(who)
    case 'unspam':
      return words.unspam(who)
    case 'renamed':
      return words.renamed(who, event.from, event.to)
    case 'phone-added':
      return words.phoneAdded(who, event.value)
    case 'phone-removed':
      return words.phoneRemoved(who, event.value)
    case 'email-added':
      return words.emailAdded(who, event.value)
    case 'email-removed':
      return words.emailRemoved(who, event.value)
    case 'customer-saved':
      return words.customerSaved(who)
    case 'customer-linked':
      return words.customerLinked(who)
    case 'customer-unlinked':
      return words.customerUnlinked(who)
    case 'snoozed':
      return words.snoozed(who, time(event.until))
    case 'unsnoozed':
      return { operator: words.unsnoozed(who), time: words.unsnoozedByTime, message: words.unsnoozedByCustomer }[event.by]
    case 'scheduled':
      return words.scheduled(who, time(event.at))
    case 'unscheduled':
      return words.unscheduled(who)
    case 'held':
      return event.why === 'answered' ? words.heldAnswered : words.heldWindow
    case 'message-edited':
      return actorId === null ? words.editedByCustomer : words.messageEdited(who)
    case 'message-deleted':
      return actorId === null ? words.deletedByCustomer : words.messageDeleted(who)
    case 'order-created':
      return words.orderCreated(who, event.number)
    case 'order-status':
      return words.orderStatus(who, event.number, status(event.to))
    case 'card-created':
      return words.cardCreated(who, event.title, stage(event.to))
    case 'card-moved':
      return words.cardMoved(who, event.title, stage(event.from), stage(event.to))
    case 'card-edited':
      return words.cardEdited(who, event.title, event.fields.map((field) => words.cardFields[field]).join(', '))
    case 'card-removed':
      return event.isRemoved ? words.cardRemoved(who, event.title) : words.cardRestored(who, event.title)
  }
}

type Assigned = Extract<DialogEvent, { type: 'assigned' }>

function assignedSentence(
  event: Assigned,
  { actorId, name }: Pick<EventNames, 'actorId' | 'name'>,
  words: Catalogue['dialog']['events'],
): string {
  const who = actorId === null ? words.system : name(actorId)
  if (event.to === null) return words.unassigned(who, event.from === null ? '—' : name(event.from))
  if (event.byReply) return words.takenByReply(name(event.to))
  return event.to === actorId ? words.assignedSelf(who) : words.assigned(who, name(event.to))
}
