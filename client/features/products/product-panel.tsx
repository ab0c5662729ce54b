import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import type { Product } from '#shared/domain/product'
import { hasWords, productWords, wordsOf } from '#shared/domain/product-search'
import { t } from '../../i18n/i18n'
import { Finder } from '../../ui/finder'
import { useData } from '../data-context'
import type { UsedLately } from '../used-lately'
import styles from './product-panel.module.css'
import { GroupRow, ProductRow } from './product-row'
import { offersOf, type Variant, type VariantGroup, variantsOf } from './variants'

interface ProductPanelProps {
  used: UsedLately
  /** Only variants of this thing are to be chosen from. */
  group?: string | undefined
  onPick(product: Product): void
}

type Row = { readonly kind: 'product'; readonly product: Product } | VariantGroup | ({ readonly kind: 'variant' } & Variant)

/** The catalogue, searched on this device. Variants of one thing stand as one until it is opened. */
export default function ProductPanel(props: ProductPanelProps) {
  const data = useData()
  const words = () => t().products
  const [query, setQuery] = createSignal('')
  const [active, setActive] = createSignal(0)
  const [opened, setOpened] = createSignal<string | null>(null)
  const results = data.createProductSearch(query, props.used.ids)
  const variants = data.createVariants(() => props.group ?? opened())
  // Each by itself, so that opening one thing does not draw the others anew.
  const offers = createMemo(() => offersOf(results().products))
  const listed = createMemo(() => variantsOf(variants()).map((variant) => ({ kind: 'variant', ...variant }) as const))
  const rows = createMemo((): readonly Row[] => {
    if (props.group !== undefined) return listed().filter(({ product }) => hasWords(productWords(product), wordsOf(query())))
    return offers().flatMap((offer): Row[] => (offer.kind === 'group' && offer.group === opened() ? [offer, ...listed()] : [offer]))
  })
  const onText = (text: string) => {
    setQuery(text)
    setActive(0)
    setOpened(null)
  }
  const pick = (row: Row) => {
    if (row.kind !== 'group') return props.onPick(row.product)
    setOpened((group) => (group === row.group ? null : row.group))
    setActive(rows().indexOf(row))
  }
  return (
    <div class={styles.panel}>
      <Finder
        id="product"
        label={words().title}
        search={{ label: words().search, text: query(), onText }}
        items={rows()}
        active={active()}
        onActive={setActive}
        onPick={pick}
        isLoading={results().isLoading}
        fallback={<p>{results().hasCatalogue ? t().common.nothingFound : words().none}</p>}
      >
        {(row) => (
          <Switch>
            <Match when={row.kind === 'product' && row}>{(of) => <ProductRow product={of().product} />}</Match>
            <Match when={row.kind === 'variant' && row}>
              {(of) => <ProductRow product={of().product} label={of().label} isInset={props.group === undefined} />}
            </Match>
            <Match when={row.kind === 'group' && row}>
              {(of) => (
                <>
                  <GroupRow products={of().products} />
                  <Show when={opened() === of().group} fallback={<ChevronRight size={17} aria-hidden="true" />}>
                    <ChevronDown size={17} aria-hidden="true" />
                  </Show>
                </>
              )}
            </Match>
          </Switch>
        )}
      </Finder>
    </div>
  )
}
