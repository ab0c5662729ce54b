import Package from 'lucide-solid/icons/package-2'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { createSignal, Index, lazy, Show, Suspense } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { priceText } from '../products/product-text'
import { createUsedLately } from '../used-lately'
import { type DraftLine, draftLineTotal, type OrderDraft, withOwnLine, withProduct } from './order-draft'
import styles from './order-lines.module.css'

const ProductPanel = lazy(() => import('../products/product-panel'))

/** What is ordered: from the catalogue, or written by hand. */
export function OrderLines(props: { draft: OrderDraft; onChange(draft: OrderDraft): void }) {
  const used = createUsedLately('products')
  const [isOpen, setOpen] = createSignal(false)
  const words = () => t().orders.fields
  const change = (at: number, more: Partial<DraftLine>) =>
    props.onChange({ ...props.draft, lines: props.draft.lines.map((line, index) => (index === at ? { ...line, ...more } : line)) })
  const remove = (at: number) => props.onChange({ ...props.draft, lines: props.draft.lines.filter((_, index) => index !== at) })
  /** The window around it stays. */
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    setOpen(false)
  }
  const nameOf = (line: DraftLine) => line.name || words().ownLine
  return (
    <fieldset class={styles.lines}>
      <legend class={styles.legend}>{words().products}</legend>
      <ul class={styles.list}>
        <Index each={props.draft.lines}>
          {(line, index) => (
            <li class={styles.line}>
              <span class={styles.what}>
                <Show
                  when={line().productId === null}
                  fallback={
                    <>
                      <span class={styles.name}>{line().name}</span>
                      <span class={styles.facts}>
                        {line().sku}
                        <Show when={line().listed?.stock !== null && line().listed}>
                          {(listed) => <span data-short={isShort(line()) ? '' : undefined}>{words().stock(listed().stock ?? 0)}</span>}
                        </Show>
                      </span>
                    </>
                  }
                >
                  <input
                    aria-label={words().name}
                    placeholder={words().name}
                    value={line().name}
                    maxLength={200}
                    onInput={(event) => change(index, { name: event.currentTarget.value })}
                  />
                </Show>
              </span>
              <input
                class={styles.quantity}
                aria-label={words().of(words().quantity, nameOf(line()))}
                inputMode="numeric"
                value={line().quantity}
                onInput={(event) => change(index, { quantity: event.currentTarget.value })}
              />
              <span class={styles.times} aria-hidden="true">
                ×
              </span>
              <input
                class={styles.price}
                aria-label={words().of(words().price, nameOf(line()))}
                placeholder={words().price}
                inputMode="decimal"
                value={line().price}
                onInput={(event) => change(index, { price: event.currentTarget.value })}
              />
              <input
                class={styles.discount}
                aria-label={words().of(words().lineDiscount, nameOf(line()))}
                title={`${words().lineDiscount}. ${words().discountHint}`}
                placeholder="−%"
                inputMode="text"
                value={line().discount}
                onInput={(event) => change(index, { discount: event.currentTarget.value })}
              />
              <span class={styles.sum}>
                {priceText({ minor: draftLineTotal(line(), props.draft.currency), currency: props.draft.currency }, language())}
              </span>
              <IconButton label={words().removeLine(nameOf(line()))} icon={X} size={16} tip="none" onClick={() => remove(index)} />
            </li>
          )}
        </Index>
      </ul>
      <div class={styles.add}>
        <Button size="small" aria-expanded={isOpen()} onClick={() => setOpen((open) => !open)}>
          <Package size={15} aria-hidden="true" />
          {words().addProduct}
        </Button>
        <Button size="small" kind="quiet" onClick={() => props.onChange(withOwnLine(props.draft))}>
          <Plus size={15} aria-hidden="true" />
          {words().ownLine}
        </Button>
      </div>
      <Show when={isOpen()}>
        {/* In its place and not floating: two layers over one page would fight for the focus. */}
        <section class={styles.picker} aria-label={t().products.title} on:keydown={closeOnEscape} ref={(panel) => focusWhenThere(panel)}>
          <Suspense>
            <ProductPanel
              used={used}
              onPick={(product) => {
                used.note(product.id)
                setOpen(false)
                props.onChange(withProduct(props.draft, product))
              }}
            />
          </Suspense>
        </section>
      </Show>
    </fieldset>
  )
}

/** Its code may still be on the way. */
function focusWhenThere(panel: HTMLElement): void {
  const focus = () => panel.querySelector('input')?.focus()
  const observer = new MutationObserver(() => {
    if (!panel.querySelector('input')) return
    observer.disconnect()
    focus()
  })
  observer.observe(panel, { childList: true, subtree: true })
  queueMicrotask(focus)
}

/** More is ordered than there is: allowed, and seen. */
const isShort = ({ listed, quantity }: DraftLine): boolean => listed?.stock != null && Number(quantity) > listed.stock
