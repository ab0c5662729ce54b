import Filter from 'lucide-solid/icons/funnel'
import Inbox from 'lucide-solid/icons/inbox'
import { Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogList, DialogQuery } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Skeleton } from '../../ui/skeleton'
import { useData } from '../data-context'
import type { Opener } from './create-opener'
import { createQuery } from './create-query'
import styles from './dialog-listbox.module.css'
import { isFiltered, withoutFilters } from './dialog-query'
import { DialogRows } from './dialog-rows'
import { LIST_PANEL_ID } from './dialog-tabs'
import type { Picked } from './picked'

export interface DialogListboxProps {
  list: DialogList
  query: DialogQuery
  selectedId: Id | undefined
  opener: Opener
  picked: Picked
}

/** The list, or why there is nothing in it. */
export function DialogListbox(props: DialogListboxProps) {
  const data = useData()
  /** A device that has just been given its first chats has none yet, which is not to say that there are none. */
  const isFilling = () => {
    const state = data.connection()
    return state.phase === 'catching-up' && state.total !== null
  }
  return (
    <div class={styles.panel} id={LIST_PANEL_ID} role="tabpanel" aria-labelledby={`tab-${props.query.tab}`}>
      <Show
        when={props.list.ids().length > 0}
        fallback={
          <Show when={!props.list.isLoading() && !isFilling()} fallback={<Skeleton rows={9} shape="dialogs" />}>
            <NoDialogs query={props.query} />
          </Show>
        }
      >
        <DialogRows {...props} />
      </Show>
    </div>
  )
}

function NoDialogs(props: { query: DialogQuery }) {
  const [, setQuery] = createQuery()
  const words = () => t().inbox.empty
  const hint = () => ({ open: words().openHint, closed: '', all: words().allHint, spam: '' })[props.query.tab]
  return (
    <Show when={isFiltered(props.query)} fallback={<EmptyState icon={Inbox} title={words()[props.query.tab]} hint={hint()} />}>
      <EmptyState icon={Filter} title={words().filtered} hint={words().filteredHint}>
        <Button onClick={() => setQuery(withoutFilters(props.query))}>{t().inbox.filters.reset}</Button>
      </EmptyState>
    </Show>
  )
}
