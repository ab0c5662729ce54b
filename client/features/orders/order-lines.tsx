import Package from 'lucide-solid/icons/package-2'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Rows } from '../../ui/rows'
import { useData } from '../data-context'
import { createUsedLately } from '../used-lately'
import { type DraftLine, type OrderDraft, withOwnLine, withProduct, withVariant } from './order-draft'
import { OrderLineItem } from './order-line'
import styles from './order-lines.module.css'

const ProductPanel = lazy(() => import('../products/product-panel'))

/** Something more is being chosen, or another variant of what stands in a line. */
type Picking = { readonly isNew: true } | { readonly lineId: string; readonly group: string }

/** What is ordered: from the catalogue, or written by hand. */
export function OrderLines(props: { draft: OrderDraft; onChange(draft: OrderDraft): void }) {
  const used = createUsedLately('products')
  const [picking, setPicking] = createSignal<Picking | null>(null)
  const data = useData()
  const products = data.createProducts(() => props.draft.lines.flatMap(({ productId }) => productId ?? []))
  const groupOf = ({ productId }: DraftLine) => products().get(productId ?? '')?.group ?? ''
  /** Set while another variant of a line is chosen. */
  const replaced = () => {
    const open = picking()
    return open && 'lineId' in open ? open : null
  }
  const words = () => t().orders.fields
  const change = (id: string, more: Partial<DraftLine>) =>
    props.onChange({ ...props.draft, lines: props.draft.lines.map((line) => (line.id === id ? { ...line, ...more } : line)) })
  const remove = (id: string) => props.onChange({ ...props.draft, lines: props.draft.lines.filter((line) => line.id !== id) })
  /** The window around it stays. */
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    setPicking(null)
  }
  const pick = (product: Product) => {
    const line = replaced()
    used.note(product.id)
    setPicking(null)
    props.onChange(line ? withVariant(props.draft, line.lineId, product, language()) : withProduct(props.draft, product, language()))
  }
  return (
    <fieldset class={styles.lines}>
      <legend class={styles.legend}>{words().products}</legend>
      <ul class={styles.list}>
        <Rows of={props.draft.lines}>
          {(line) => (
            <OrderLineItem
              line={line()}
              currency={props.draft.currency}
              hasVariants={groupOf(line()) !== ''}
              onChange={(more) => change(line().id, more)}
              onVariant={() => setPicking({ lineId: line().id, group: groupOf(line()) })}
              onRemove={() => remove(line().id)}
            />
          )}
        </Rows>
      </ul>
      <div class={styles.add}>
        <Button size="small" aria-expanded={picking() !== null} onClick={() => setPicking((open) => (open ? null : { isNew: true }))}>
          <Package size={15} aria-hidden="true" />
          {words().addProduct}
        </Button>
        <Button size="small" kind="quiet" onClick={() => props.onChange(withOwnLine(props.draft))}>
          <Plus size={15} aria-hidden="true" />
          {words().ownLine}
        </Button>
      </div>
      <Show when={picking()} keyed>
        {/* In its place and not floating: two layers over one page would fight for the focus. */}
        <section class={styles.picker} aria-label={t().products.title} on:keydown={closeOnEscape} ref={(panel) => focusWhenThere(panel)}>
          <Suspense>
            <ProductPanel used={used} group={replaced()?.group} onPick={pick} />
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
