import { createSignal, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { useHotkey } from '../hotkeys'
import { createOpener } from './create-opener'
import { createQuery } from './create-query'
import { DialogListbox } from './dialog-listbox'
import { DialogTabs } from './dialog-tabs'
import { FilterBar } from './filter-bar'
import { ListHeader } from './list-header'
import styles from './list-pane.module.css'
import { SearchField } from './search-field'
import { SearchResultList } from './search-results'

/** Left: which chats there are, and finding one. */
export function ListPane(props: { selectedId: Id | undefined }) {
  const data = useData()
  const [query, setQuery] = createQuery()
  const [search, setSearch] = createSignal('')
  const opener = createOpener()
  const list = data.createDialogList(query)
  let results: HTMLDivElement | undefined

  const step = (by: 1 | -1) => {
    const from = list.rows.findIndex((row) => row.id === props.selectedId)
    const to = list.rows[from < 0 ? 0 : from + by]
    if (to) opener.open(to.id)
  }
  useHotkey('nextDialog', () => step(1))
  useHotkey('previousDialog', () => step(-1))

  return (
    <section class={styles.pane} aria-label={t().inbox.listPane}>
      <ListHeader />
      <SearchField text={search()} onText={setSearch} onDown={() => results?.querySelector<HTMLElement>('[role=listbox]')?.focus()} />
      <Show
        when={search().trim() === ''}
        fallback={
          <div class={styles.results} ref={results}>
            <SearchResultList text={search()} onOpen={(hit) => opener.open(hit.dialogId, hit.itemId)} />
          </div>
        }
      >
        <FilterBar query={query()} onQuery={setQuery} />
        <DialogTabs tab={query().tab} onTab={(tab) => setQuery({ ...query(), tab })} />
        <DialogListbox list={list} query={query()} selectedId={props.selectedId} opener={opener} />
      </Show>
    </section>
  )
}
