import ImageOff from 'lucide-solid/icons/image-off'
import Search from 'lucide-solid/icons/search'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import { useData } from '../data-context'
import type { UsedLately } from '../used-lately'
import { pictureUrl } from './picture-url'
import styles from './product-panel.module.css'
import { priceText } from './product-text'

const LIST_ID = 'product-list'
const optionId = (index: number) => `product-option-${index}`

/** The catalogue, searched on this device. */
export default function ProductPanel(props: { used: UsedLately; onPick(product: Product): void }) {
  const data = useData()
  const words = () => t().products
  const [query, setQuery] = createSignal('')
  const [active, setActive] = createSignal(0)
  const results = data.createProductSearch(query, props.used.ids)
  const onKeyDown = (event: KeyboardEvent) => {
    const { products } = results()
    const chosen = products[active()]
    if (event.key === 'Enter') {
      event.preventDefault()
      if (chosen) props.onPick(chosen)
      return
    }
    if (event.key === 'Home' || event.key === 'End') return
    const to = nextIndex(event.key, active(), products.length)
    if (to === null) return
    event.preventDefault()
    setActive(to)
  }
  createEffect(on(active, (index) => document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' }), { defer: true }))
  return (
    <div class={styles.panel}>
      <label class={styles.search}>
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          role="combobox"
          aria-expanded={results().products.length > 0}
          aria-controls={LIST_ID}
          aria-activedescendant={results().products.length > 0 ? optionId(active()) : undefined}
          aria-label={words().search}
          placeholder={words().search}
          value={query()}
          onInput={(event) => {
            setQuery(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name; an empty listbox is not one. */}
      <div class={styles.list} id={LIST_ID} role={results().products.length > 0 ? 'listbox' : 'status'} aria-label={words().title}>
        <For each={results().products} fallback={<Nothing isLoading={results().isLoading} hasCatalogue={results().hasCatalogue} />}>
          {(product, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the search field, where the focus is.
            <div
              id={optionId(index())}
              class={styles.option}
              role="option"
              tabIndex={-1}
              aria-selected={index() === active()}
              onClick={() => props.onPick(product)}
              onPointerMove={() => setActive(index())}
            >
              <Thumbnail product={product} />
              <span class={styles.text}>
                <span class={styles.name}>{product.name}</span>
                <span class={styles.facts}>{[product.sku, ...product.properties.map(([, value]) => value)].join(' · ')}</span>
              </span>
              <span class={styles.numbers}>
                <span class={styles.price}>{product.price ? priceText(product.price, language()) : ''}</span>
                <Show when={product.stock !== null}>
                  <span class={styles.stock} data-none={(product.stock ?? 0) > 0 ? undefined : ''}>
                    {words().stock(product.stock ?? 0)}
                  </span>
                </Show>
              </span>
            </div>
          )}
        </For>
      </div>
    </div>
  )
}

function Thumbnail(props: { product: Product }) {
  const [isMissing, setMissing] = createSignal(false)
  return (
    <Show
      when={isMissing() ? null : pictureUrl(props.product)}
      fallback={
        <span class={styles.picture}>
          <ImageOff size={16} aria-hidden="true" />
        </span>
      }
    >
      {(url) => <img class={styles.picture} src={url()} alt="" loading="lazy" onError={() => setMissing(true)} />}
    </Show>
  )
}

function Nothing(props: { isLoading: boolean; hasCatalogue: boolean }) {
  return (
    <Show when={!props.isLoading}>
      <p class={styles.nothing}>{props.hasCatalogue ? t().common.nothingFound : t().products.none}</p>
    </Show>
  )
}
