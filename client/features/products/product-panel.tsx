import ImageOff from 'lucide-solid/icons/image-off'
import { createSignal, Show } from 'solid-js'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { Finder } from '../../ui/finder'
import { useData } from '../data-context'
import type { UsedLately } from '../used-lately'
import { pictureUrl } from './picture-url'
import styles from './product-panel.module.css'
import { priceText } from './product-text'

/** The catalogue, searched on this device. */
export default function ProductPanel(props: { used: UsedLately; onPick(product: Product): void }) {
  const data = useData()
  const words = () => t().products
  const [query, setQuery] = createSignal('')
  const [active, setActive] = createSignal(0)
  const results = data.createProductSearch(query, props.used.ids)
  const onText = (text: string) => {
    setQuery(text)
    setActive(0)
  }
  return (
    <div class={styles.panel}>
      <Finder
        id="product"
        label={words().title}
        search={{ label: words().search, text: query(), onText }}
        items={results().products}
        active={active()}
        onActive={setActive}
        onPick={props.onPick}
        fallback={
          <Show when={!results().isLoading}>
            <p>{results().hasCatalogue ? t().common.nothingFound : words().none}</p>
          </Show>
        }
      >
        {(product) => (
          <>
            <Thumbnail product={product} />
            <span class={styles.text}>
              <span class={styles.name}>{product.name}</span>
              <span class={styles.facts}>{[product.sku, ...product.properties.map(([, value]) => value)].join(' · ')}</span>
              <Show when={product.stocks.length > 1}>
                <span class={styles.facts}>{product.stocks.map(([place, count]) => `${place}: ${count}`).join(' · ')}</span>
              </Show>
            </span>
            <span class={styles.numbers}>
              <span class={styles.price}>{product.price ? priceText(product.price, language()) : ''}</span>
              <Show when={product.stock !== null}>
                <span class={styles.stock} data-none={(product.stock ?? 0) > 0 ? undefined : ''}>
                  {words().stock(product.stock ?? 0)}
                </span>
              </Show>
            </span>
          </>
        )}
      </Finder>
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
