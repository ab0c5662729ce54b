import ImageOff from 'lucide-solid/icons/image-off'
import { createSignal, Show } from 'solid-js'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { pictureUrl } from './picture-url'
import styles from './product-row.module.css'
import { priceText } from './product-text'
import { commonName, priceSpan, stockOfAll, variantsOf } from './variants'

/** @param props.label what tells it from the other variants of one thing: it stands in place of the name. */
export function ProductRow(props: { product: Product; label?: string; isInset?: boolean }) {
  const facts = () => [props.product.sku, ...(props.label === undefined ? props.product.properties.map(([, value]) => value) : [])]
  return (
    <>
      <Thumbnail product={props.product} isInset={props.isInset ?? false} />
      <span class={styles.text}>
        <span class={styles.name}>{props.label ?? props.product.name}</span>
        <span class={styles.facts}>{facts().join(' · ')}</span>
        <Show when={props.product.stocks.length > 1}>
          <span class={styles.facts}>{props.product.stocks.map(([place, count]) => `${place}: ${count}`).join(' · ')}</span>
        </Show>
      </span>
      <Numbers price={props.product.price ? priceText(props.product.price, language()) : ''} stock={props.product.stock} />
    </>
  )
}

/** Variants of one thing, as one. */
export function GroupRow(props: { products: readonly Product[] }) {
  const price = () => {
    const span = priceSpan(props.products)
    if (!span) return ''
    const least = priceText(span.least, language())
    return span.isOne ? least : t().products.priceFrom(least)
  }
  return (
    <>
      <Thumbnail product={props.products.find(pictureUrl) ?? props.products[0]} isInset={false} />
      <span class={styles.text}>
        <span class={styles.name}>{commonName(props.products)}</span>
        <span class={styles.facts}>
          {t().products.variants(props.products.length)}:{' '}
          {variantsOf(props.products)
            .map(({ label }) => label)
            .join(', ')}
        </span>
      </span>
      <Numbers price={price()} stock={stockOfAll(props.products)} />
    </>
  )
}

function Numbers(props: { price: string; stock: number | null }) {
  return (
    <span class={styles.numbers}>
      <span class={styles.price}>{props.price}</span>
      <Show when={props.stock !== null}>
        <span class={styles.stock} data-none={(props.stock ?? 0) > 0 ? undefined : ''}>
          {t().products.stock(props.stock ?? 0)}
        </span>
      </Show>
    </span>
  )
}

function Thumbnail(props: { product: Product | undefined; isInset: boolean }) {
  const [isMissing, setMissing] = createSignal(false)
  return (
    <Show
      when={isMissing() || !props.product ? null : pictureUrl(props.product)}
      fallback={
        <span class={styles.picture} data-inset={props.isInset ? '' : undefined}>
          <ImageOff size={16} aria-hidden="true" />
        </span>
      }
    >
      {(url) => (
        <img
          class={styles.picture}
          data-inset={props.isInset ? '' : undefined}
          src={url()}
          alt=""
          loading="lazy"
          onError={() => setMissing(true)}
        />
      )}
    </Show>
  )
}
