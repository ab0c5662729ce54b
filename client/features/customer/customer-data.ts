import { type Accessor, createSignal } from 'solid-js'
import type { CustomerData } from '../../data/contract-customers'
import { useData } from '../data-context'

/** What is known of saved customers, once its code is here. */
export function createCustomerData(): Accessor<CustomerData | undefined> {
  const [customers, setCustomers] = createSignal<CustomerData>()
  void useData()
    .customers()
    .then((loaded) => setCustomers(() => loaded))
  return customers
}
