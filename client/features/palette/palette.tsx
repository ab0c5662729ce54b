import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { useHotkey } from '../hotkeys'

const PaletteWindow = lazy(() => import('./palette-window'))

const [isOpen, setOpen] = createSignal(false)

/** So that what is typed right after the shortcut is not typed into the message. */
export const preloadPalette = (): Promise<unknown> => PaletteWindow.preload()

/** Ctrl/⌘+K: everything that can be done, by name. */
export function Palette() {
  useHotkey('palette', () => setOpen((open) => !open))
  return (
    <Show when={isOpen()}>
      <Suspense>
        <PaletteWindow onClose={() => setOpen(false)} />
      </Suspense>
    </Show>
  )
}
