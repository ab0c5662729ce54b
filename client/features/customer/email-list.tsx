import * as v from 'valibot'
import { Email } from '#shared/domain/contact'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { AddressList } from './address-list'
import { addAddress, addressesIn, takeAddress, type Who } from './profile'

export function EmailList(props: { who: Who }) {
  const act = useAct()
  const emails = () => addressesIn(props.who, 'emails')
  const add = (typed: string) => {
    const email = v.safeParse(Email, typed)
    if (!email.success) return t().customer.badEmail
    if (emails().includes(email.output)) return t().customer.sameEmail
    void addAddress(act, props.who, 'emails', email.output)
    return undefined
  }
  const remove = async (email: string) => {
    const who = props.who
    if (!(await takeAddress(act, who, 'emails', email))) return
    showToast(t().customer.emailRemoved, {
      action: { label: t().common.undo, run: () => void addAddress(act, who, 'emails', email) },
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
