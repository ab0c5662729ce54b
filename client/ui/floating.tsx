import { type JSX, lazy, Show, Suspense } from 'solid-js'

export interface FloatingProps {
  open: boolean
  onClose(): void
  /** What it hangs on, and what gets the focus back. */
  anchor(): HTMLElement | undefined
  label: string
  placement?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-end' | 'right-start' | 'bottom' | 'top'
  role?: 'dialog' | 'menu'
  /** Without padding of its own. */
  isFlush?: boolean
  children?: JSX.Element
}

const loadPanel = () => import('./popover-panel')
const PopoverPanel = lazy(loadPanel)

/** A panel beside its anchor. Its code comes when first needed, so that the first screen does not wait for it. */
export function Floating(props: FloatingProps) {
  return (
    <Show when={props.open}>
      <Suspense>
        <PopoverPanel {...props} />
      </Suspense>
    </Show>
  )
}

/** Fetches the panel's code ahead of the first click. */
export const preloadFloating = (): Promise<unknown> => loadPanel()
