import Trash from 'lucide-solid/icons/trash'
import Upload from 'lucide-solid/icons/upload'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { canAdminister } from '#shared/domain/permissions'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { priceText } from '../products/product-text'
import { Panel } from './panel'
import styles from './quick-reply-section.module.css'

const PriceListImport = lazy(() => import('../products/price-list-import'))
const NO_RECENT = () => []

/** What the shop sells: looked up by everybody, changed by administrators through price lists. */
export function CatalogueSection() {
  const data = useData()
  const words = () => t().products
  const [query, setQuery] = createSignal('')
  const [isImporting, setImporting] = createSignal(false)
  const results = data.createProductSearch(query, NO_RECENT)
  const canChange = () => canAdminister(data.me().role)
  return (
    <Panel title={words().catalogue} hint={canChange() ? words().hint : words().adminsOnly}>
      <div class={styles.bar}>
        <input
          class={styles.search}
          type="search"
          aria-label={words().search}
          placeholder={words().search}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <Show when={canChange()}>
          <Button kind="primary" onClick={() => setImporting(true)}>
            <Upload size={16} aria-hidden="true" />
            {words().import.open}
          </Button>
        </Show>
      </div>
      <ul class={styles.list} data-scrolls="">
        <For
          each={results().products}
          fallback={<li class={styles.none}>{results().hasCatalogue ? t().common.nothingFound : words().none}</li>}
        >
          {(product) => <Row product={product} canChange={canChange()} />}
        </For>
      </ul>
      <Show when={isImporting()}>
        <Suspense>
          <PriceListImport onClose={() => setImporting(false)} />
        </Suspense>
      </Show>
    </Panel>
  )
}

function Row(props: { product: Product; canChange: boolean }) {
  const act = useAct()
  const words = () => t().products
  const remove = async () => {
    const { sku, name } = props.product
    if (!(await act('product.remove', { skus: [sku], isRemoved: true }))) return
    showToast(words().removed(name), {
      action: { label: t().common.undo, run: () => void act('product.remove', { skus: [sku], isRemoved: false }) },
    })
  }
  const facts = () => {
    const { sku, price, stock } = props.product
    return [sku, price ? priceText(price, language()) : '', stock === null ? '' : words().stock(stock)].filter((part) => part !== '')
  }
  return (
    <li class={styles.row}>
      <span class={styles.main}>
        <span class={styles.name}>{props.product.name}</span>
        <span class={styles.text}>{facts().join(' · ')}</span>
      </span>
      <Show when={props.canChange}>
        <IconButton label={words().removeName(props.product.name)} icon={Trash} size={17} tip="none" onClick={() => void remove()} />
      </Show>
    </li>
  )
}
