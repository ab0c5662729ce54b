import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import type { Layout } from '../inbox/layout'
import { WriteMenu } from '../inbox/write-menu'
import { customerName } from '../people'
import { createCustomerData } from './customer-data'
import styles from './customer-pane.module.css'
import { NameField } from './name-field'
import { PaneTabs } from './pane-tabs'
import { whoOf } from './profile'

/** Right: who the customer is. Lives in the aside that names it. */
export default function CustomerPane(props: { row: DialogRow; layout: Layout }) {
  const customers = createCustomerData()
  return (
    <>
      <header class={styles.header}>
        <h2 class={styles.title}>{t().customer.title}</h2>
        <Show when={!props.layout.hasCustomerPane()}>
          <IconButton label={t().customer.hide} icon={X} tip="none" ref={focusSoon} onClick={() => props.layout.setCustomerOpen(false)} />
        </Show>
      </header>
      <div class={styles.body}>
        <div class={styles.who}>
          <Avatar id={props.row.id} name={customerName(props.row)} size={72} />
          <NameField who={whoOf(props.row)} />
          <WriteMenu label={t().customer.write} row={props.row} />
        </div>
        <Show when={customers()}>{(known) => <PaneTabs row={props.row} customers={known()} />}</Show>
      </div>
    </>
  )
}

/** A drawer that opens takes the focus, so that the keyboard goes on where the eye does. */
const focusSoon = (button: HTMLElement): void => queueMicrotask(() => button.focus())
