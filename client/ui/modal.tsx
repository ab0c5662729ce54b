import * as Dialog from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { createSignal, type JSX, Show } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import { IconButton } from './icon-button'
import styles from './modal.module.css'

export interface ModalProps {
  title: string
  hint?: string
  /** For tables. */
  isWide?: boolean
  /** Something has been written in it: a click beside it does not throw that away, and Esc asks first. */
  isFirm?: boolean
  onClose(): void
  children: JSX.Element
}

/** A window over everything. Import it from code that is itself loaded when needed. */
export function Modal(props: ModalProps) {
  const [isAsking, setAsking] = createSignal(false)
  const leave = () => {
    if (props.isFirm) setAsking((asking) => !asking)
    else props.onClose()
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && leave()}>
      <Dialog.Portal>
        <Dialog.Overlay class={styles.shade} />
        <div class={styles.place}>
          <Dialog.Content
            class={styles.window}
            data-wide={props.isWide ? '' : undefined}
            onInteractOutside={(event) => {
              if (props.isFirm) event.preventDefault()
            }}
          >
            <header class={styles.header}>
              <Dialog.Title class={styles.title}>{props.title}</Dialog.Title>
              <IconButton label={t().common.close} icon={X} tip="none" onClick={leave} />
            </header>
            <Show when={props.hint}>
              <Dialog.Description class={styles.hint}>{props.hint}</Dialog.Description>
            </Show>
            {props.children}
            <Show when={isAsking() && props.isFirm}>
              <div class={styles.ask} role="alert">
                <p>{t().common.willBeLost}</p>
                <Button kind="danger" onClick={() => props.onClose()}>
                  {t().common.discard}
                </Button>
                <Button ref={(button) => queueMicrotask(() => button.focus())} onClick={() => setAsking(false)}>
                  {t().common.stay}
                </Button>
              </div>
            </Show>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
