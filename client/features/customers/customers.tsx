import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import Users from 'lucide-solid/icons/users-round'
import { createSignal, Show } from 'solid-js'
import type { CustomerData } from '../../data/contract-customers'
import { language, t } from '../../i18n/i18n'
import { EmptyState } from '../../ui/empty-state'
import { PaneBoundary } from '../../ui/pane-boundary'
import { createCustomerData } from '../customer/customer-data'
import { CustomerDetails } from './customer-details'
import { CustomerRows } from './customer-rows'
import { CustomerTools } from './customer-tools'
import styles from './customers.module.css'
import { TagFilter } from './tag-filter'

/** Everybody who has been saved: found, filtered by tags, read from tables and written to them. */
export default function Customers() {
  const customers = createCustomerData()
  return (
    <main class={styles.page} data-pane={useParams<{ id?: string }>().id ? 'details' : 'list'}>
      <PaneBoundary>
        <Show when={customers()}>{(known) => <Panes customers={known()} />}</Show>
      </PaneBoundary>
    </main>
  )
}

function Panes(props: { customers: CustomerData }) {
  const params = useParams<{ id?: string }>()
  const [search, setSearch] = useSearchParams<{ tags?: string }>()
  const navigate = useNavigate()
  const [text, setText] = createSignal('')
  const tags = () => (search.tags ?? '').split('.').filter(Boolean)
  const query = () => ({ text: text(), tags: tags(), isLatinFirst: language() === 'en' })
  const list = props.customers.createList(query)
  const isFiltered = () => text().trim() !== '' || tags().length > 0
  const open = (id: string) => navigate(`/customers/${id}${window.location.search}`, { scroll: false })
  return (
    <>
      <section class={styles.list} aria-label={t().shell.customers}>
        <header class={styles.header}>
          <h1 class={styles.title}>{t().shell.customers}</h1>
          <span class={styles.count} role="status">
            <Show when={list.isWhole()}>{t().customers.count(list.ids()?.length ?? 0)}</Show>
          </span>
          <CustomerTools customers={props.customers} query={query()} onMade={open} />
        </header>
        <input
          class={styles.search}
          type="search"
          aria-label={t().customers.search}
          placeholder={t().customer.searchCustomers}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <TagFilter chosen={tags()} onChange={(chosen) => setSearch({ tags: chosen.join('.') || undefined }, { replace: true })} />
        <Show
          when={list.ids()?.length !== 0}
          fallback={
            <EmptyState
              icon={Users}
              title={isFiltered() ? t().common.nothingFound : t().customers.none}
              hint={isFiltered() ? '' : t().customers.noneHint}
            />
          }
        >
          <CustomerRows list={list} selectedId={params.id} onOpen={open} />
        </Show>
      </section>
      <Show
        when={params.id}
        keyed
        fallback={
          <div class={styles.nothing}>
            <EmptyState icon={Users} title={t().customers.pick} />
          </div>
        }
      >
        {(id) => <CustomerDetails id={id} customers={props.customers} onClose={() => navigate(`/customers${window.location.search}`)} />}
      </Show>
    </>
  )
}
