import PackagePlus from 'lucide-solid/icons/package-plus'
import X from 'lucide-solid/icons/x'
import { createSignal, createUniqueId, Index, lazy, Show, Suspense } from 'solid-js'
import { type CardLine, MAX_CARD_LINES, MAX_LINE_PRICE, MAX_QUANTITY } from '#shared/domain/card'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { priceText } from '../products/product-text'
import { createUsedLately } from '../used-lately'
import styles from './card-lines.module.css'
import { sumText } from './sums'

const ProductPanel = lazy(() => import('../products/product-panel'))

/** What is wanted: products of the catalogue, each with how many of it. */
export function CardLines(props: { lines: readonly CardLine[]; onChange(lines: CardLine[]): void }) {
  const words = () => t().cards.window
  const used = createUsedLately('products')
  const id = createUniqueId()
  const [isPicking, setPicking] = createSignal(false)
  const replace = (at: number, line: CardLine | null) =>
    props.onChange(props.lines.flatMap((each, index) => (index === at ? (line ?? []) : each)))

  const add = (product: Product) => {
    setPicking(false)
    used.note(product.id)
    const at = props.lines.findIndex(({ sku }) => sku === product.sku)
    const known = props.lines[at]
    if (known) replace(at, { ...known, quantity: Math.min(known.quantity + 1, MAX_QUANTITY) })
    else if (props.lines.length >= MAX_CARD_LINES) showToast(words().tooMany(MAX_CARD_LINES), { tone: 'danger' })
    else props.onChange([...props.lines, lineOf(product)])
  }

  return (
    <section class={styles.lines} aria-labelledby={id}>
      <div class={styles.head}>
        <h3 class={styles.title} id={id}>
          {words().lines}
        </h3>
        <Show when={sumText(props.lines.length > 0 ? [{ lines: [...props.lines] }] : [], language())}>
          {(sum) => (
            <span class={styles.sum}>
              {words().total}: <strong>{sum()}</strong>
            </span>
          )}
        </Show>
      </div>
      <Show when={props.lines.length > 0} fallback={<p class={styles.none}>{words().noLines}</p>}>
        <ul class={styles.list}>
          <Index each={props.lines}>
            {(line, at) => (
              <li class={styles.line}>
                <span class={styles.product}>
                  <span class={styles.name}>{line().name}</span>
                  <span class={styles.facts}>{[line().sku, priceOf(line()) ?? words().noPrice].join(' · ')}</span>
                </span>
                <input
                  class={styles.quantity}
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={MAX_QUANTITY}
                  aria-label={words().quantity(line().name)}
                  value={line().quantity}
                  onChange={(event) => {
                    const quantity = quantityIn(event.currentTarget.value)
                    if (quantity === null) event.currentTarget.value = String(line().quantity)
                    else replace(at, { ...line(), quantity })
                  }}
                />
                <IconButton label={words().removeLine(line().name)} icon={X} size={16} tip="none" onClick={() => replace(at, null)} />
              </li>
            )}
          </Index>
        </ul>
      </Show>
      <Show
        when={isPicking()}
        fallback={
          <Button class={styles.add} size="small" aria-expanded="false" onClick={() => setPicking(true)}>
            <PackagePlus size={15} aria-hidden="true" />
            {words().addLine}
          </Button>
        }
      >
        <section
          class={styles.catalogue}
          aria-label={t().products.title}
          // Heard here and not where the page hears all keys: the window around it stays.
          on:keydown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setPicking(false)
          }}
        >
          <Suspense>
            <ProductPanel used={used} onPick={add} />
          </Suspense>
        </section>
      </Show>
    </section>
  )
}

/** A price beyond what sums can hold is left out rather than falsified. */
const lineOf = ({ sku, name, price }: Product): CardLine => ({
  sku,
  name,
  quantity: 1,
  price: price && price.minor <= MAX_LINE_PRICE ? price : null,
})

const priceOf = ({ price }: CardLine): string | null => price && priceText(price, language())

function quantityIn(typed: string): number | null {
  const quantity = Number(typed)
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY ? quantity : null
}
