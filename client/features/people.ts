import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import { t } from '../i18n/i18n'

/** A visitor who has not said a name still needs one on the screen. A saved customer's name stands for their contacts' names. */
export const customerName = (
  row: { readonly contact: Contact | undefined; readonly customer?: Customer | undefined } | undefined,
): string => [row?.customer?.name, row?.contact?.name].find(isSeen) ?? t().common.namelessCustomer

/** Messengers take names of nothing but signs without a shape, and people who want none use them. */
export const isSeen = (name: string | undefined): name is string => name !== undefined && name.replace(SHAPELESS, '') !== ''

const SHAPELESS = /[\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]/gu

export const operatorName = (operators: ReadonlyMap<Id, Operator>, id: Id): string => operators.get(id)?.name ?? t().common.formerOperator

/** Who can be given a dialog, me first, the rest by name. */
export function assignable(operators: ReadonlyMap<Id, Operator>, me: Id): readonly Operator[] {
  const active = [...operators.values()].filter((operator) => !operator.isDisabled)
  return active.sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name))
}
