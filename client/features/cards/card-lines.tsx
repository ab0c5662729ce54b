import PackagePlus from 'lucide-solid/icons/package-plus'
import X from 'lucide-solid/icons/x'
import { createSignal, createUniqueId, For, lazy, Show, Suspense } from 'solid-js'
import { type CardLine, MAX_CARD_LINES, MAX_QUANTITY } from '#shared/domain/card'
import { type Product, productId } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useData } from '../data-context'
import { priceText } from '../products/product-text'
import { VariantButton } from '../products/variant-button'
import { createUsedLately } from '../used-lately'
import { lineOf, withVariant } from './card-goods'
import styles from './card-lines.module.css'
import { sumText } from './sums'

const ProductPanel = lazy(() => import('../products/product-panel'))

/** Something more is being chosen, or another variant of what stands in a line. */
type Picking = { readonly isNew: true } | { readonly sku: string; readonly group: string }

/** What is wanted: products of the catalogue, each with how many of it. */
export function CardLines(props: { lines: readonly CardLine[]; onChange(lines: CardLine[]): void }) {
  const words = () => t().cards.window
  const used = createUsedLately('products')
  const id = createUniqueId()
  const data = useData()
  const [picking, setPicking] = createSignal<Picking | null>(null)
  const products = data.createProducts(() => props.lines.flatMap(({ sku }) => productId(sku) ?? []))
  const groupOf = ({ sku }: CardLine) => products().get(productId(sku) ?? '')?.group ?? ''
  /** Set while another variant of a line is chosen. */
  const replaced = () => {
    const open = picking()
    return open && 'sku' in open ? open : null
  }
  const replace = (at: number, line: CardLine | null) =>
    props.onChange(props.lines.flatMap((each, index) => (index === at ? (line ?? []) : each)))

  const pick = (product: Product) => {
    const line = replaced()
    setPicking(null)
    used.note(product.id)
    if (line) props.onChange(withVariant(props.lines, line.sku, product))
    else add(product)
  }
  const add = (product: Product) => {
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
          {/* By article, which two lines may have, and not by place: a line that is being changed stays under the hand as others come and go. */}
          <For each={props.lines.map(({ sku }) => sku)}>
            {(_, at) => (
              <Show when={props.lines[at()]}>
                {(line) => (
                  <li class={styles.line}>
                    <span class={styles.product}>
                      <span class={styles.name}>{line().name}</span>
                      <span class={styles.facts}>
                        {[line().sku, priceOf(line()) ?? words().noPrice].join(' · ')}
                        <Show when={groupOf(line())}>
                          {(group) => <VariantButton name={line().name} onClick={() => setPicking({ sku: line().sku, group: group() })} />}
                        </Show>
                      </span>
                    </span>
                    <input
                      class={styles.quantity}
                      type="number"
                      inputMode="numeric"
                      min={1}
                      max={MAX_QUANTITY}
                      aria-label={words().quantity(line().name)}
                      value={line().quantity}
                      // With the first key the lines are one's own: a colleague who removes one does not have it written to the next.
                      onInput={(event) => {
                        const quantity = quantityIn(event.currentTarget.value)
                        if (quantity !== null) replace(at(), { ...line(), quantity })
                      }}
                      onChange={(event) => {
                        if (quantityIn(event.currentTarget.value) === null) event.currentTarget.value = String(line().quantity)
                      }}
                    />
                    <IconButton label={words().removeLine(line().name)} icon={X} size={16} tip="none" onClick={() => replace(at(), null)} />
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <Show
        when={picking()}
        keyed
        fallback={
          <Button class={styles.add} size="small" aria-expanded="false" onClick={() => setPicking({ isNew: true })}>
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
            event.preventDefault()
            event.stopPropagation()
            setPicking(null)
          }}
        >
          <Suspense>
            <ProductPanel used={used} group={replaced()?.group} onPick={pick} />
          </Suspense>
        </section>
      </Show>
    </section>
  )
}

const priceOf = ({ price }: CardLine): string | null => price && priceText(price, language())

function quantityIn(typed: string): number | null {
  const quantity = Number(typed)
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY ? quantity : null
}
