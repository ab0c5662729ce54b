/** Short news with, at times, one way back. One region for the whole app, spoken politely. */
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import { IconButton } from './icon-button'
import styles from './toast.module.css'
import { isUndo, readingMs, type Toast, withToast } from './toast-list'
import { followToastPlaces } from './toast-place'

/** Milliseconds. An undo needs time to be reached. */
const SHOW_WITH_ACTION_MS = 10_000

export interface ToastOptions {
  tone?: Toast['tone']
  action?: NonNullable<Toast['action']>
  /** Stays until its action is taken. */
  isLasting?: boolean
}

const [toasts, setToasts] = createSignal<readonly Toast[]>([])

/** The pointer or the focus is on one: nothing goes away under the hand. */
let isHeld = false

/** What has just been taken back: whoever did it by key sees the notice go, and has to be told where it cannot be seen. */
const [undone, setUndone] = createSignal('')

export function showToast(text: string, options: ToastOptions = {}): void {
  const { tone = 'plain', action = null, isLasting = false } = options
  const toast: Toast = { text, tone, action, isLasting }
  setUndone('')
  setToasts((shown) => withToast(shown, toast))
  const showMs = Math.max(readingMs(text), toast.action ? SHOW_WITH_ACTION_MS : 0)
  const end = () => (isHeld ? setTimeout(end, showMs) : hide(toast))
  if (!isLasting) setTimeout(end, showMs)
}

const hide = (toast: Toast) => setToasts((shown) => shown.filter((other) => other !== toast))

/** The newest way back that is on the screen; null: none is. */
export function newestUndo(): (() => void) | null {
  const toast = toasts().findLast(isUndo)
  return toast ? () => take(toast) : null
}

function take(toast: Toast): void {
  toast.action?.run()
  isHeld = false
  hide(toast)
  if (isUndo(toast)) setUndone(t().common.undone(toast.text))
}

const hold = (held: boolean): void => {
  isHeld = held
}

export function ToastRegion() {
  let region!: HTMLDivElement
  followToastPlaces(() => region)
  return (
    <div
      ref={region}
      class={styles.region}
      role="status"
      aria-live="polite"
      // Each is told once, not again with the next one.
      aria-atomic="false"
      // A window over the page hides what is behind it from screen readers, and closes when pressed beside; not for this.
      data-kb-top-layer=""
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={() => hold(false)}
    >
      <For each={toasts()}>
        {(toast) => (
          <div class={styles.toast} data-tone={toast.tone}>
            <span>{toast.text}</span>
            <Show when={toast.action}>
              {(action) => (
                <Button kind="quiet" size="small" onClick={() => take(toast)}>
                  {action().label}
                </Button>
              )}
            </Show>
            <Show when={toast.isLasting}>
              <IconButton class={styles.close} label={t().common.close} icon={X} size={16} tip="none" onClick={() => hide(toast)} />
            </Show>
          </div>
        )}
      </For>
      <span class="visually-hidden">{undone()}</span>
    </div>
  )
}
