import * as v from 'valibot'
import { Email } from '#shared/domain/contact'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { AddressList } from './address-list'

export function EmailList(props: { row: DialogRow }) {
  const act = useAct()
  const emails = () => props.row.contact?.emails ?? []
  const at = () => ({ dialogId: props.row.id, contactId: props.row.dialog.contactId })
  const add = (typed: string) => {
    const email = v.safeParse(Email, typed)
    if (!email.success) return t().customer.badEmail
    if (emails().includes(email.output)) return t().customer.sameEmail
    void act('contact.addEmail', { ...at(), email: email.output })
    return undefined
  }
  const remove = async (email: string) => {
    const where = at()
    if (!(await act('contact.removeEmail', { ...where, email }))) return
    showToast(t().customer.emailRemoved, {
      action: { label: t().common.undo, run: () => void act('contact.addEmail', { ...where, email }) },
    })
  }
  return (
    <AddressList
      title={t().customer.emails}
      values={emails()}
      addLabel={t().customer.addEmail}
      removeLabel={t().customer.removeEmail}
      kind="email"
      write={(email) => email}
      onAdd={add}
      onRemove={(email) => void remove(email)}
    />
  )
}
