import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { AddressList } from './address-list'
import { createPhoneBook } from './phone'

/** Where the workspace has not said its country. */
const DEFAULT_COUNTRY = 'UA'

export function PhoneList(props: { row: DialogRow }) {
  const data = useData()
  const act = useAct()
  const book = createPhoneBook()
  const country = () => data.workspace()?.country ?? DEFAULT_COUNTRY
  const phones = () => props.row.contact?.phones ?? []
  const at = () => ({ dialogId: props.row.id, contactId: props.row.dialog.contactId })
  const add = (typed: string) => {
    const phone = book()?.parse(typed, country())
    if (!phone) return t().customer.badPhone
    if (phones().includes(phone)) return t().customer.samePhone
    void act('contact.addPhone', { ...at(), phone })
    return undefined
  }
  const remove = async (phone: string) => {
    const where = at()
    if (!(await act('contact.removePhone', { ...where, phone }))) return
    showToast(t().customer.phoneRemoved, {
      action: { label: t().common.undo, run: () => void act('contact.addPhone', { ...where, phone }) },
    })
  }
  return (
    <AddressList
      title={t().customer.phones}
      values={phones()}
      addLabel={t().customer.addPhone}
      removeLabel={t().customer.removePhone}
      kind="tel"
      write={(phone) => book()?.write(phone, country()) ?? phone}
      onAdd={add}
      onRemove={(phone) => void remove(phone)}
    />
  )
}
