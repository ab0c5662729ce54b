import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import Download from 'lucide-solid/icons/download'
import ShoppingBag from 'lucide-solid/icons/shopping-bag'
import { createMemo, createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { PaneBoundary } from '../../ui/pane-boundary'
import { useData } from '../data-context'
import { moment } from '../dates'
import { operatorName } from '../people'
import { ordersCsv } from './order-csv'
import { OrderFilters } from './order-filters'
import { isAsked, type OrderQuery, orderParams, parseOrderQuery } from './order-query'
import { sumText } from './order-sums'
import { OrderTable } from './order-table'
import styles from './orders-page.module.css'

const OrderPage = lazy(() => import('./order-page'))
const OrderPrint = lazy(() => import('./order-print'))

/** Rows put on the screen at once; more by a button. */
const SHOWN = 100

export default function OrdersPage() {
  const params = useParams<{ id?: string; view?: string }>()
  return (
    <Switch fallback={<OrderList />}>
      <Match when={params.id && params.view === 'print'}>
        <Suspense>
          <OrderPrint id={params.id ?? ''} />
        </Suspense>
      </Match>
      <Match when={params.id}>
        {(id) => (
          <PaneBoundary>
            <Suspense>
              <OrderPage id={id()} />
            </Suspense>
          </PaneBoundary>
        )}
      </Match>
    </Switch>
  )
}

/** All orders on this device, as they are asked for in the address. */
function OrderList() {
  const data = useData()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const [limit, setLimit] = createSignal(SHOWN)
  const words = () => t().orders.list
  const word = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
  const query = createMemo(() =>
    parseOrderQuery({
      status: word(params.status),
      manager: word(params.manager),
      payment: word(params.payment),
      from: word(params.from),
      to: word(params.to),
      differs: word(params.differs),
      q: word(params.q),
    }),
  )
  const setQuery = (next: OrderQuery) => {
    setLimit(SHOWN)
    setParams({ ...orderParams(next) }, { replace: true })
  }
  const rows = data.createOrders(() => null)
  const found = createMemo(() => (rows() ?? []).filter(({ order }) => isAsked(order, query())))
  const orders = () => found().map(({ order }) => order)
  const saveCsv = () => {
    const names = {
      operator: (id: string) => operatorName(data.operators(), id),
      date: (at: number) => moment(at, language()),
    }
    download(`orders-${new Date().toISOString().slice(0, 10)}.csv`, ordersCsv(orders(), names, t().orders))
  }
  return (
    <main class={styles.page}>
      <header class={styles.header}>
        <h1 class={styles.title}>{t().orders.title}</h1>
        <p class={styles.found} role="status">
          {words().found(found().length, sumText(orders(), language()))}
        </p>
        <Button disabled={found().length === 0} onClick={saveCsv}>
          <Download size={16} aria-hidden="true" />
          {words().csv}
        </Button>
      </header>
      <OrderFilters query={query()} onChange={setQuery} />
      <Show when={rows()}>
        <Show when={found().length > 0} fallback={<EmptyState icon={ShoppingBag} title={words().none} hint={words().noneHint} />}>
          <OrderTable rows={found().slice(0, limit())} onOpen={(id) => navigate(`/orders/${id}`)} />
          <Show when={found().length > limit()}>
            <Button class={styles.more} onClick={() => setLimit(limit() + SHOWN)}>
              {words().more}
            </Button>
          </Show>
          <p class={styles.held}>{words().held}</p>
        </Show>
      </Show>
    </main>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
