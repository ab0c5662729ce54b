import * as Dialog from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { createContext, createMemo, createSignal, type JSX, Show, useContext } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import { createFocusBack } from './focus-back'
import { IconButton } from './icon-button'
import { createLayer } from './layers'
import { LossQuestion } from './loss-question'
import styles from './modal.module.css'
import { createToastPlace, toastRoom } from './toast-place'
import { createUnloadGuard } from './unload-guard'

export interface ModalProps {
  title: string
  hint?: string
  /** For tables. */
  isWide?: boolean
  /** Something has been written in it: a click beside it does not throw that away, and Esc, Back and «Отмена» ask first; so does a reload. */
  isFirm?: boolean
  onClose(): void
  children: JSX.Element
}

const LeaveContext = createContext<() => void>()

/** «Отмена» of a window, which asks where Esc asks. */
export function CancelButton() {
  const leave = useContext(LeaveContext)
  if (!leave) throw new Error('CancelButton belongs into a Modal')
  return <Button onClick={leave}>{t().common.cancel}</Button>
}

/** A window over everything. Import it from code that is itself loaded when needed. */
export function Modal(props: ModalProps) {
  const [isAsking, setAsking] = createSignal(false)
  createUnloadGuard(() => props.isFirm)
  let content: HTMLDivElement | undefined
  /** Where the work begins, if the window says so, and not with its cross. A phone's keyboard waits until it is asked for. */
  const begin = (event: Event) => {
    const first = content?.querySelector<HTMLElement>('[data-begin]')
    if (!first || !matchMedia('(hover: hover)').matches) return
    event.preventDefault()
    first.focus()
  }
  const leave = () => {
    if (props.isFirm) setAsking((asking) => !asking)
    else props.onClose()
  }
  createLayer(leave)
  createFocusBack(() => content)
  let place: HTMLDivElement | undefined
  createToastPlace(() => place, { isOver: true })
  // Given for as long as the window is there: what one presses does not move back under the finger.
  const room = createMemo<number>((before) => Math.max(before, toastRoom()), 0)
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && leave()}>
      <Dialog.Portal>
        <Dialog.Overlay class={styles.shade} />
        <div ref={place} class={styles.place} style={{ '--room-below': `${room()}px` }}>
          <Dialog.Content
            ref={content}
            class={styles.window}
            data-wide={props.isWide ? '' : undefined}
            onOpenAutoFocus={begin}
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
            <LeaveContext.Provider value={leave}>{props.children}</LeaveContext.Provider>
            <Show when={isAsking() && props.isFirm}>
              <LossQuestion onDiscard={() => props.onClose()} onStay={() => setAsking(false)} />
            </Show>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
