import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { Match, Show, Switch } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { CustomerData } from '../../data/contract-customers'
import { language, t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { createMedia } from '../../ui/media'
import { CustomerHistoryButton } from '../customer/customer-history-button'
import { Duplicates } from '../customer/duplicates'
import { EmailList } from '../customer/email-list'
import { FieldList } from '../customer/field-list'
import { MergedList } from '../customer/merged-list'
import { NameField } from '../customer/name-field'
import { PersonDialogs } from '../customer/person-dialogs'
import { PhoneList } from '../customer/phone-list'
import { Section } from '../customer/section'
import { TagList } from '../customer/tag-list'
import { fullDate } from '../dates'
import { OrderItems } from '../orders/order-items'
import styles from './customer-details.module.css'
import { Privacy } from './privacy'

/** One customer: all that is known of them, and their dialogs in every channel. */
export function CustomerDetails(props: { id: Id; customers: CustomerData; onClose(): void }) {
  const customer = props.customers.createCustomer(() => props.id)
  return (
    <section class={styles.details} aria-label={t().customer.buyer}>
      <Switch>
        <Match when={customer() === null}>
          <EmptyState icon={ArrowLeft} title={t().customers.gone} />
        </Match>
        <Match when={customer()}>{(known) => <Card customer={known()} customers={props.customers} onClose={props.onClose} />}</Match>
      </Switch>
    </section>
  )
}

function Card(props: { customer: Customer; customers: CustomerData; onClose(): void }) {
  const who = () => ({ customer: props.customer, contact: undefined, dialogId: null })
  /** The list, which has the heading of the page, is not there beside it. */
  const isAlone = createMedia('(max-width: 799px)')
  const orders = props.customers.createOrdersOf(() => props.customer.id)
  const dialogs = props.customers.createDialogsOfCustomer(() => props.customer.id)
  return (
    <>
      <header class={styles.header}>
        <IconButton class={styles.back} label={t().common.back} icon={ArrowLeft} tip="none" onClick={() => props.onClose()} />
        <Avatar id={props.customer.id} name={props.customer.name} size={56} />
        <Show when={isAlone()}>
          <h1 class="visually-hidden">{t().shell.customers}</h1>
        </Show>
        <h2 class="visually-hidden">{props.customer.name}</h2>
        <NameField who={who()} />
        <CustomerHistoryButton customer={props.customer} />
      </header>
      <div class={styles.columns}>
        <div class={styles.column}>
          <PhoneList who={who()} />
          <EmailList who={who()} />
          <TagList customer={props.customer} />
          <FieldList customer={props.customer} />
        </div>
        <div class={styles.column}>
          <Section title={t().customer.tabs.dialogs}>
            <PersonDialogs name={props.customer.name} dialogs={dialogs()} current={undefined} customers={props.customers} />
          </Section>
          <Section title={t().customer.tabs.orders}>
            <OrderItems label={t().customer.tabs.orders} rows={orders()} />
          </Section>
          <Section title={t().customer.tabs.card}>
            <p>{t().customer.since(fullDate(props.customer.createdAt, language()))}</p>
            <MergedList customer={props.customer} />
            <Duplicates who={who()} customers={props.customers} />
          </Section>
          <Privacy customer={props.customer} onErased={props.onClose} />
        </div>
      </div>
    </>
  )
}
