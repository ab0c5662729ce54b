import SquarePen from 'lucide-solid/icons/square-pen'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'

const WriteFirst = lazy(() => import('../inbox/write-first'))

/** Writes to this customer where they have not written from: by SMS, by e-mail. */
export function WriteButton(props: { row: DialogRow }) {
  const [isWriting, setWriting] = createSignal(false)
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setWriting(true)}>
        <SquarePen size={15} aria-hidden="true" />
        {t().customer.write}
      </Button>
      <Show when={isWriting() && props.row.contact}>
        {(contact) => (
          <Suspense>
            <WriteFirst
              to={{ contact: contact(), customer: props.row.customer, dialogId: props.row.id }}
              onClose={() => setWriting(false)}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}
