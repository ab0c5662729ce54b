import Bookmark from 'lucide-solid/icons/bookmark'
import { createSignal, lazy, Suspense } from 'solid-js'
import type { DialogQuery } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'

const SavedFilterPanel = lazy(() => import('./saved-filter-panel'))

/** Choices of filters that the operator comes back to. */
export function SavedFilters(props: { query: DialogQuery; onQuery(to: DialogQuery): void }) {
  const [isOpen, setOpen] = createSignal(false)
  let anchor: HTMLSpanElement | undefined
  return (
    <span ref={anchor}>
      <IconButton
        label={t().inbox.savedFilters.title}
        icon={Bookmark}
        size={16}
        tip="below-end"
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      />
      <Floating
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => anchor}
        label={t().inbox.savedFilters.title}
        placement="bottom-end"
      >
        <Suspense>
          <SavedFilterPanel
            query={props.query}
            onPick={(query) => {
              props.onQuery(query)
              setOpen(false)
            }}
          />
        </Suspense>
      </Floating>
    </span>
  )
}
