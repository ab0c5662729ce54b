import { For, Show } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import type { DialogRow } from '../../data/contract'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import styles from './duplicates.module.css'
import { addressesIn, briefOf } from './profile'

/** Saved customers with the same phone or e-mail: whom this person may be. */
export function Duplicates(props: { row: DialogRow; customers: CustomerData }) {
  const act = useAct()
  const found = props.customers.createDuplicates(() => ({
    phones: addressesIn(props.row, 'phones'),
    emails: addressesIn(props.row, 'emails'),
    exceptId: props.row.customer?.id,
  }))
  const join = async (other: Customer) => {
    const { id: dialogId, dialog, customer } = props.row
    const at = { dialogId, contactId: dialog.contactId }
    const isDone = customer
      ? await act('customer.merge', { into: customer.id, from: other.id })
      : await act('customer.link', { ...at, customerId: other.id })
    if (!isDone) return
    showToast(customer ? t().customer.merged(other.name) : t().customer.linked(other.name), {
      action: {
        label: t().common.undo,
        run: () =>
          void (customer
            ? act('customer.unmerge', { into: customer.id, from: other.id })
            : act('customer.unlink', { ...at, chain: [other.id] })),
      },
    })
  }
  return (
    <Show when={found().length > 0}>
      <section class={styles.box} aria-label={t().customer.duplicates}>
        <p class={styles.title}>{t().customer.duplicates}</p>
        <ul>
          <For each={found()}>
            {(other) => (
              <li class={styles.other}>
                <span class={styles.name}>
                  {other.name}
                  <small>{briefOf(other)}</small>
                </span>
                <Button
                  size="small"
                  aria-label={props.row.customer ? t().customer.mergeWith(other.name) : t().customer.linkTo(other.name)}
                  onClick={() => void join(other)}
                >
                  {props.row.customer ? t().customer.merge : t().customer.link}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
