import { For, Show } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import styles from './duplicates.module.css'
import { addressesIn, briefOf, type Who } from './profile'

/** Saved customers with the same phone or e-mail: whom this person may be. */
export function Duplicates(props: { who: Who; customers: CustomerData }) {
  const act = useAct()
  const found = props.customers.createDuplicates(() => ({
    phones: addressesIn(props.who, 'phones'),
    emails: addressesIn(props.who, 'emails'),
    exceptId: props.who.customer?.id,
  }))
  const join = async (other: Customer) => {
    const { customer, contact, dialogId } = props.who
    const undo = (run: () => void) => ({ action: { label: t().common.undo, run } })
    if (customer) {
      const both = { into: customer.id, from: other.id }
      if (!(await act('customer.merge', both))) return
      showToast(
        t().customer.merged(other.name),
        undo(() => void act('customer.unmerge', both)),
      )
    } else if (contact && dialogId !== null) {
      const at = { dialogId, contactId: contact.id }
      if (!(await act('customer.link', { ...at, customerId: other.id }))) return
      showToast(
        t().customer.linked(other.name),
        undo(() => void act('customer.unlink', { ...at, chain: [other.id] })),
      )
    }
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
                  aria-label={props.who.customer ? t().customer.mergeWith(other.name) : t().customer.linkTo(other.name)}
                  onClick={() => void join(other)}
                >
                  {props.who.customer ? t().customer.merge : t().customer.link}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
