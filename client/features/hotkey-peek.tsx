import Info from 'lucide-solid/icons/info'
import { createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { t } from '../i18n/i18n'
import { IconButton } from '../ui/icon-button'
import { showHotkeys } from './hotkey-help'
import styles from './hotkey-peek.module.css'

const HotkeyList = lazy(() => import('./hotkey-list'))

/** A pointer that only passes by must not open anything. Milliseconds. */
const LINGER_MS = 300

/** The «i»: shortcuts while the pointer is over it, and as a window on a click. */
export function HotkeyPeek(props: { class?: string | undefined }) {
  const [isOver, setOver] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const leave = () => {
    clearTimeout(timer)
    setOver(false)
  }
  const enter = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') timer = setTimeout(() => setOver(true), LINGER_MS)
  }
  onCleanup(() => clearTimeout(timer))
  return (
    <span class={[styles.peek, props.class].filter(Boolean).join(' ')} onPointerEnter={enter} onPointerLeave={leave}>
      <IconButton
        label={t().dialog.hotkeys}
        icon={Info}
        tip="none"
        aria-haspopup="dialog"
        onClick={() => {
          leave()
          showHotkeys()
        }}
      />
      <Show when={isOver()}>
        <div class={styles.card} aria-hidden="true">
          <Suspense>
            <HotkeyList />
          </Suspense>
        </div>
      </Show>
    </span>
  )
}
