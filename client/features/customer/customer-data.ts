import { type Accessor, createEffect, createSignal } from 'solid-js'
import type { CustomerData } from '../../data/contract-customers'
import { useData } from '../data-context'

/** What is known of saved customers, once its code is here: without a network it may come later. */
export function createCustomerData(): Accessor<CustomerData | undefined> {
  const data = useData()
  const [customers, setCustomers] = createSignal<CustomerData>()
  createEffect(() => {
    if (customers()) return
    data.connection()
    data.customers().then(
      (loaded) => setCustomers(() => loaded),
      (error: unknown) => console.error('The code of customers could not be fetched', error),
    )
  })
  return customers
}
