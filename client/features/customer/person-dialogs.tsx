import MessagesSquare from 'lucide-solid/icons/messages-square'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Glyph } from '../../ui/glyph'
import { DialogList } from './dialog-list'
import styles from './dialog-list.module.css'

const PersonHistory = lazy(() => import('./person-history'))

/** The dialogs of a person, each by itself, or all of them as one timeline. */
export function PersonDialogs(props: {
  name: string
  dialogs: readonly DialogRow[] | undefined
  current: Id | undefined
  customers: CustomerData
}) {
  const [isWhole, setWhole] = createSignal(false)
  return (
    <>
      <Show when={(props.dialogs?.length ?? 0) > 1}>
        <Button class={styles.whole} kind="quiet" size="small" aria-haspopup="dialog" onClick={() => setWhole(true)}>
          <Glyph icon={MessagesSquare} size={15} stroke={2} />
          {t().customer.whole.open}
        </Button>
      </Show>
      <DialogList dialogs={props.dialogs} current={props.current} />
      <Show when={isWhole()}>
        <Suspense>
          <PersonHistory name={props.name} dialogs={props.dialogs ?? []} customers={props.customers} onClose={() => setWhole(false)} />
        </Suspense>
      </Show>
    </>
  )
}
