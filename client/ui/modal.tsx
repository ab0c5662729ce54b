import * as Dialog from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { type JSX, Show } from 'solid-js'
import { t } from '../i18n/i18n'
import { IconButton } from './icon-button'
import styles from './modal.module.css'

export interface ModalProps {
  title: string
  hint?: string
  /** For tables. */
  isWide?: boolean
  /** Something has been written in it: a click beside it does not throw that away. */
  isFirm?: boolean
  onClose(): void
  children: JSX.Element
}

/** A window over everything. Import it from code that is itself loaded when needed. */
export function Modal(props: ModalProps) {
  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose()
      }}
    >
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
              <IconButton label={t().common.close} icon={X} tip="none" onClick={() => props.onClose()} />
            </header>
            <Show when={props.hint}>
              <Dialog.Description class={styles.hint}>{props.hint}</Dialog.Description>
            </Show>
            {props.children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
