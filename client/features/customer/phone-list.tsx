import { t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { AddressList } from './address-list'
import { createPhoneBook } from './phone'
import { addAddress, addressesIn, takeAddress, type Who } from './profile'

/** Where the workspace has not said its country. */
const DEFAULT_COUNTRY = 'UA'

export function PhoneList(props: { who: Who }) {
  const data = useData()
  const act = useAct()
  const book = createPhoneBook()
  const country = () => data.workspace()?.country ?? DEFAULT_COUNTRY
  const phones = () => addressesIn(props.who, 'phones')
  const add = (typed: string) => {
    const phone = book()?.parse(typed, country())
    if (!phone) return t().customer.badPhone
    if (phones().includes(phone)) return t().customer.samePhone
    void addAddress(act, props.who, 'phones', phone)
    return undefined
  }
  const remove = async (phone: string) => {
    const who = props.who
    if (!(await takeAddress(act, who, 'phones', phone))) return
    showToast(t().customer.phoneRemoved, {
      action: { label: t().common.undo, run: () => void addAddress(act, who, 'phones', phone) },
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
