import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { useHotkey } from './hotkeys'

const HotkeyWindow = lazy(() => import('./hotkey-window'))

const [isOpen, setOpen] = createSignal(false)

export const showHotkeys = (): void => void setOpen(true)

/** The list of shortcuts, over everything, on `?` or by the «i» button. */
export function HotkeyHelp() {
  useHotkey('help', showHotkeys)
  return (
    <Show when={isOpen()}>
      <Suspense>
        <HotkeyWindow onClose={() => setOpen(false)} />
      </Suspense>
    </Show>
  )
}
