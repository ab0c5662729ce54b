import Split from 'lucide-solid/icons/split'
import { createResource, For } from 'solid-js'
import { type Customer, mergedIdsOf } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import styles from './customer-card.module.css'

/** Who was found out to be this customer, and the way back. */
export function MergedList(props: { customer: Customer }) {
  return (
    <ul>
      <For each={mergedIdsOf(props.customer)}>{(id) => <Merged into={props.customer.id} id={id} />}</For>
    </ul>
  )
}

function Merged(props: { into: Id; id: Id }) {
  const act = useAct()
  const data = useData()
  const [name] = createResource(
    () => props.id,
    async (id) => (await (await data.customers()).readOne(id))?.name ?? '',
    { initialValue: '' },
  )
  const split = async () => {
    const of = { into: props.into, from: props.id }
    if (!(await act('customer.unmerge', of))) return
    showToast(t().customer.unmerged(name.latest), { action: { label: t().common.undo, run: () => void act('customer.merge', of) } })
  }
  return (
    <li class={styles.saved}>
      <span>{t().customer.mergedWith(name.latest)}</span>
      <IconButton label={t().customer.unmerge(name.latest)} icon={Split} size={15} tip="above-end" onClick={() => void split()} />
    </li>
  )
}
