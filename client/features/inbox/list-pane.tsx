import { createEffect, createMemo, createSignal, For, lazy, on, onCleanup, Show, Suspense } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogQuery, DialogTab } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { createToastPlace } from '../../ui/toast-place'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import { whenIdle } from '../when-idle'
import { createLists } from './create-lists'
import { createOpener } from './create-opener'
import { createQuery } from './create-query'
import { DialogListbox } from './dialog-listbox'
import { DialogTabs, LIST_PANEL_ID } from './dialog-tabs'
import { FilterBar } from './filter-bar'
import { ListHeader } from './list-header'
import { createListNews } from './list-news'
import styles from './list-pane.module.css'
import { createPicked } from './picked'
import { createResultsShown } from './results-shown'
import { SearchField } from './search-field'
import { type StepFrom, stepTo } from './step'

// Needed when the first chat is ticked.
const BulkBar = lazy(() => import('./bulk-bar'))

const SearchResultList = lazy(() => import('./search-results'))

/** A mouse that is on a tab for so long is about to press it: nobody passes over tabs as over the rows of a list. */
const ON_TAB_MS = 20

export interface ListPaneProps {
  selectedId: Id | undefined
  /** What there is has been read. */
  onShown(): void
}

/** Left: which chats there are, and finding one. */
export function ListPane(props: ListPaneProps) {
  const data = useData()
  const [query, setQuery] = createQuery()
  const [search, setSearch] = createSignal('')
  const [isSearchNear, setSearchNear] = createSignal(false)
  const found = data.createSearch(search, isSearchNear)
  const areResultsShown = createResultsShown(() => search().trim() !== '', found.results)
  const opener = createOpener()
  const lists = createLists({ query, isWorkedIn: () => Boolean(panel?.contains(document.activeElement)) })
  const list = () => lists.inSight().list
  createEffect(() => !list().isLoading() && props.onShown())
  const news = createListNews(list, query)
  const [likelyTab, setLikelyTab] = createSignal<DialogTab | null>(null)
  createEffect(() => {
    const tab = likelyTab()
    const next = tab === null || tab === query().tab ? null : { ...query(), tab }
    onCleanup(whenIdle(() => lists.expect(next), ON_TAB_MS))
  })
  const picked = createPicked()
  // What is ticked is in sight: another list begins with nothing ticked.
  createEffect(on(query, picked.clear, { defer: true }))
  let panel: HTMLDivElement | undefined
  createToastPlace(() => panel)
  let results: HTMLDivElement | undefined
  let openFirst: (() => void) | undefined

  const place = createMemo<StepFrom & { readonly of: DialogQuery }>(
    (before) => {
      const at = props.selectedId === undefined ? -1 : list().ids().indexOf(props.selectedId)
      return { at, last: at >= 0 ? at : before.of === query() ? before.last : null, of: query() }
    },
    { at: -1, last: null, of: query() },
  )
  const step = (by: 1 | -1) => {
    const to = stepTo(list().ids(), place(), by)
    if (to !== undefined) opener.open(to)
  }
  useHotkey('nextDialog', () => step(1))
  useHotkey('previousDialog', () => step(-1))

  return (
    <section
      class={styles.pane}
      aria-label={t().inbox.listPane}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) picked.clear()
      }}
    >
      <ListHeader />
      <SearchField
        text={search()}
        onText={setSearch}
        onFocus={(isIn) => {
          setSearchNear(isIn)
          if (isIn) void SearchResultList.preload().catch(() => undefined)
        }}
        onDown={() => results?.querySelector<HTMLElement>('[role=listbox]')?.focus()}
        onEnter={() => search().trim() !== '' && openFirst?.()}
      />
      <div class={styles.below}>
        {/* Under what was found it stays as it is: made anew, it would take longer than the search. */}
        <div class={styles.list} data-covered={areResultsShown() ? '' : undefined}>
          <FilterBar query={query()} onQuery={setQuery} />
          <p class="visually-hidden" role="status">
            {news()}
          </p>
          <DialogTabs tab={query().tab} onTab={(tab) => setQuery({ ...query(), tab })} onLikely={setLikelyTab} />
          <div ref={panel} class={styles.panel} id={LIST_PANEL_ID} role="tabpanel" aria-labelledby={`tab-${query().tab}`}>
            <For each={lists.standing()}>
              {(one) => (
                <DialogListbox
                  list={one.list}
                  query={one.query()}
                  sight={one.sight}
                  selectedId={props.selectedId}
                  opener={opener}
                  picked={picked}
                />
              )}
            </For>
          </div>
          <Show when={picked.ids().size > 0}>
            <Suspense>
              <BulkBar picked={picked} tab={query().tab} />
            </Suspense>
          </Show>
        </div>
        <Show when={areResultsShown()}>
          <div
            class={styles.results}
            ref={(element) => {
              results = element
              createToastPlace(() => element)
            }}
          >
            <Suspense>
              <SearchResultList
                search={found}
                onOpen={(hit) => opener.open(hit.dialogId, { ...hit, find: search().trim() })}
                onReady={(open) => {
                  openFirst = open
                }}
              />
            </Suspense>
          </div>
        </Show>
      </div>
    </section>
  )
}
