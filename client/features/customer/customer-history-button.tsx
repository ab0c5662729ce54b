import History from 'lucide-solid/icons/clock-arrow-left'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'

const CustomerHistory = lazy(() => import('./customer-history'))

/** Who changed what of a customer, and the way back. */
export function CustomerHistoryButton(props: { customer: Customer }) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <IconButton label={t().customer.history.open} icon={History} size={15} tip="above-end" onClick={() => setOpen(true)} />
      <Show when={isOpen()}>
        <Suspense>
          <CustomerHistory customer={props.customer} onClose={() => setOpen(false)} />
        </Suspense>
      </Show>
    </>
  )
}
