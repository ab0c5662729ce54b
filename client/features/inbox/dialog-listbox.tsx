import { useNavigate } from '@solidjs/router'
import Filter from 'lucide-solid/icons/funnel'
import Inbox from 'lucide-solid/icons/inbox'
import { createEffect, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { canAdminister } from '#shared/domain/permissions'
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
import { olderText } from './older-text'
import type { Picked } from './picked'
import type { Sight } from './sight'

export interface DialogListboxProps {
  list: DialogList
  query: DialogQuery
  sight: Sight
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
  const isUnseen = () => (props.sight.isInSight() ? undefined : true)
  const isEmpty = () => !props.list.isLoading() && props.list.ids().length === 0
  // Nothing closed lately is not nothing closed. With filters somebody has to ask: all of the past may be looked through in vain.
  let asked: DialogQuery | null = null
  createEffect(() => {
    const { query, list } = props
    if (list.older() === 'offline') asked = null
    if (!props.sight.isInSight() || !isEmpty() || list.older() !== 'on-server' || isFiltered(query) || asked === query) return
    asked = query
    list.loadMore()
  })
  return (
    <div class={styles.list} data-unseen={isUnseen()} aria-hidden={isUnseen()} inert={props.sight.isInert()}>
      <Show
        when={props.list.ids().length > 0}
        fallback={
          <Show when={isEmpty() && !isFilling() && props.list.older() !== 'loading'} fallback={<Skeleton rows={9} shape="dialogs" />}>
            <Show when={props.sight.isInSight()}>
              <NoDialogs list={props.list} query={props.query} />
            </Show>
          </Show>
        }
      >
        <DialogRows {...props} />
      </Show>
    </div>
  )
}

function NoDialogs(props: Pick<DialogListboxProps, 'list' | 'query'>) {
  const [, setQuery] = createQuery()
  const words = () => t().inbox.empty
  const hint = () =>
    olderText(props.list.older()) || { open: words().openHint, closed: '', all: words().allHint, spam: '' }[props.query.tab]
  return (
    <Show when={isFiltered(props.query)} fallback={<Nothing query={props.query} hint={hint()} />}>
      <EmptyState icon={Filter} title={words().filtered} hint={olderText(props.list.older()) || words().filteredHint}>
        <Show when={props.list.older() === 'on-server'}>
          <Button kind="primary" onClick={() => props.list.loadMore()}>
            {t().inbox.older.look}
          </Button>
        </Show>
        <Button onClick={() => setQuery(withoutFilters(props.query))}>{t().inbox.filters.reset}</Button>
      </EmptyState>
    </Show>
  )
}

interface NothingProps {
  query: DialogQuery
  hint: string
}

/** An empty tab; to whoever may do something about it, also what has to be done where nobody has ever written. */
function Nothing(props: NothingProps) {
  const data = useData()
  return (
    <Show when={canAdminister(data.me().role)} fallback={<EmptyTab {...props} />}>
      <NothingYet {...props} />
    </Show>
  )
}

function EmptyTab(props: NothingProps) {
  return <EmptyState icon={Inbox} title={t().inbox.empty[props.query.tab]} hint={props.hint} />
}

function NothingYet(props: NothingProps) {
  const data = useData()
  const navigate = useNavigate()
  const words = () => t().inbox.empty
  const all = data.createDialogList(() => EVERYTHING)
  const isNone = () => !all.isLoading() && all.ids().length === 0
  // What was closed long ago has to be asked for.
  let isAsked = false
  createEffect(() => {
    if (all.older() === 'offline') isAsked = false
    if (!isNone() || all.older() !== 'on-server' || isAsked) return
    isAsked = true
    all.loadMore()
  })
  return (
    <Show when={isNone() && all.older() === 'none'} fallback={<EmptyTab {...props} />}>
      <EmptyState icon={Inbox} title={words().all} hint={words().allHint}>
        <Button kind="primary" onClick={() => navigate('/settings#channels')}>
          {t().channels.connect}
        </Button>
      </EmptyState>
    </Show>
  )
}

const EVERYTHING: DialogQuery = { tab: 'all', answer: 'all', assignees: [], channels: [] }
