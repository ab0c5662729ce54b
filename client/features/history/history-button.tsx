import ClockArrowLeft from 'lucide-solid/icons/clock-arrow-left'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { DocumentName } from '#shared/domain/document'
import type { SharedText } from '../../data/contract-texts'
import { t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'

const HistoryWindow = lazy(() => import('./history-window'))

export interface HistoryButtonProps {
  name: DocumentName
  /** The document as it is now; opened, as restoring writes in it. */
  text: SharedText
  title: string
  class?: string | undefined
  /** The window is about to open: the document is wanted. */
  onOpen?(): void
}

/** Who wrote what and when, and the way back to it. */
export function HistoryButton(props: HistoryButtonProps) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <IconButton
        class={props.class}
        label={t().documents.history.open}
        icon={ClockArrowLeft}
        size={15}
        tip="above-end"
        onClick={() => {
          props.onOpen?.()
          setOpen(true)
        }}
      />
      <Show when={isOpen()}>
        <Suspense>
          <HistoryWindow {...props} onClose={() => setOpen(false)} />
        </Suspense>
      </Show>
    </>
  )
}
