import { type Accessor, createSignal } from 'solid-js'
import { createMedia } from '../../ui/media'

/** How the panes share the screen. */
export interface Layout {
  readonly isListHidden: Accessor<boolean>
  toggleList(): void
  /** One pane at a time. */
  readonly isNarrow: Accessor<boolean>
  /** There is room for the customer beside the chat; otherwise it is a drawer. */
  readonly hasCustomerPane: Accessor<boolean>
  readonly isCustomerOpen: Accessor<boolean>
  setCustomerOpen(isOpen: boolean): void
}

const STORAGE_KEY = 'okno.list'

export function createLayout(): Layout {
  const isNarrow = createMedia('(max-width: 799px)')
  const hasCustomerPane = createMedia('(min-width: 1200px)')
  const [isListHidden, setListHidden] = createSignal(localStorage.getItem(STORAGE_KEY) === 'hidden')
  const [isCustomerOpen, setCustomerOpen] = createSignal(false)
  return {
    isListHidden,
    toggleList() {
      setListHidden((isHidden) => !isHidden)
      localStorage.setItem(STORAGE_KEY, isListHidden() ? 'hidden' : 'shown')
    },
    isNarrow,
    hasCustomerPane,
    isCustomerOpen,
    setCustomerOpen,
  }
}
