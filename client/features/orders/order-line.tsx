import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { IconButton } from '../../ui/icon-button'
import { priceText } from '../products/product-text'
import { VariantButton } from '../products/variant-button'
import { tidyAmount } from './amount-text'
import { type DraftLine, draftLineTotal, tidyDiscount } from './order-draft'
import styles from './order-line.module.css'

interface OrderLineItemProps {
  line: DraftLine
  currency: string
  /** It has other variants. */
  hasVariants: boolean
  onChange(more: Partial<DraftLine>): void
  onVariant(): void
  onRemove(): void
}

/** A line of an order while it is being written. */
export function OrderLineItem(props: OrderLineItemProps) {
  const words = () => t().orders.fields
  const name = () => props.line.name || words().ownLine
  return (
    <li class={styles.line}>
      <span class={styles.what}>
        <Show
          when={props.line.productId === null}
          fallback={
            <>
              <span class={styles.name}>{props.line.name}</span>
              <span class={styles.facts}>
                {props.line.sku}
                <Show when={props.line.listed?.stock !== null && props.line.listed}>
                  {(listed) => <span data-short={isShort(props.line) ? '' : undefined}>{words().stock(listed().stock ?? 0)}</span>}
                </Show>
                <Show when={props.hasVariants}>
                  <VariantButton name={name()} onClick={props.onVariant} />
                </Show>
              </span>
            </>
          }
        >
          <input
            aria-label={words().name}
            placeholder={words().name}
            value={props.line.name}
            maxLength={200}
            onInput={(event) => props.onChange({ name: event.currentTarget.value })}
          />
        </Show>
      </span>
      <input
        class={styles.quantity}
        aria-label={words().of(words().quantity, name())}
        inputMode="numeric"
        value={props.line.quantity}
        onInput={(event) => props.onChange({ quantity: event.currentTarget.value })}
      />
      <span class={styles.times} aria-hidden="true">
        ×
      </span>
      <input
        class={styles.price}
        aria-label={words().of(words().price, name())}
        placeholder={words().price}
        inputMode="decimal"
        value={props.line.price}
        onInput={(event) => props.onChange({ price: event.currentTarget.value })}
        onChange={() => props.onChange({ price: tidyAmount(props.line.price, props.currency, language()) })}
      />
      <input
        class={styles.discount}
        aria-label={words().of(words().lineDiscount, name())}
        title={`${words().lineDiscount}. ${words().discountHint}`}
        placeholder="−%"
        inputMode="text"
        value={props.line.discount}
        onInput={(event) => props.onChange({ discount: event.currentTarget.value })}
        onChange={() => props.onChange({ discount: tidyDiscount(props.line.discount, props.currency, language()) })}
      />
      <span class={styles.sum}>
        {priceText({ minor: draftLineTotal(props.line, props.currency), currency: props.currency }, language())}
      </span>
      <IconButton label={words().removeLine(name())} icon={X} size={16} tip="none" onClick={props.onRemove} />
    </li>
  )
}

/** More is ordered than there is: allowed, and seen. */
const isShort = ({ listed, quantity }: DraftLine): boolean => listed?.stock != null && Number(quantity) > listed.stock
