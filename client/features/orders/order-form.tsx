import { createUniqueId, For, Show } from 'solid-js'
import { DELIVERY_METHODS, type Delivery, MAX_COMMENT_CHARS, PAYMENT_METHODS, PAYMENT_STATUSES, type Payment } from '#shared/domain/order'
import { language, t } from '../../i18n/i18n'
import { Field } from '../../ui/field'
import { useData } from '../data-context'
import { priceText } from '../products/product-text'
import { tidyAmount } from './amount-text'
import { draftTotals, type OrderDraft, tidyDiscount, withPaymentStatus } from './order-draft'
import styles from './order-form.module.css'
import { OrderLines } from './order-lines'

/** Everything an operator writes of an order. */
export function OrderForm(props: { draft: OrderDraft; onChange(draft: OrderDraft): void }) {
  const data = useData()
  const id = createUniqueId()
  const words = () => t().orders.fields
  const set = (more: Partial<OrderDraft>) => props.onChange({ ...props.draft, ...more })
  const setDelivery = (more: Partial<OrderDraft['delivery']>) => set({ delivery: { ...props.draft.delivery, ...more } })
  const setPayment = (more: Partial<OrderDraft['payment']>) => set({ payment: { ...props.draft.payment, ...more } })
  const tidy = (typed: string) => tidyAmount(typed, props.draft.currency, language())
  const totals = () => draftTotals(props.draft)
  const money = (minor: number) => priceText({ minor, currency: props.draft.currency }, language())
  const managers = () => [...data.operators().values()].filter(({ isDisabled, id: own }) => !isDisabled || own === props.draft.managerId)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields within.
    <div class={styles.form} onKeyDown={keepEnter}>
      <OrderLines draft={props.draft} onChange={props.onChange} />
      <div class={styles.grid}>
        <Field
          label={words().discount}
          hint={words().discountHint}
          value={props.draft.discount}
          inputMode="decimal"
          onInput={(event) => set({ discount: event.currentTarget.value })}
          onChange={() => set({ discount: tidyDiscount(props.draft.discount, props.draft.currency, language()) })}
        />
        <Choice
          label={words().delivery}
          value={props.draft.delivery.method}
          options={DELIVERY_METHODS}
          nameOf={(method) => t().orders.deliveries[method]}
          onChoose={(method: Delivery['method']) => setDelivery({ method })}
        />
        <Field
          label={words().deliveryCost}
          value={props.draft.delivery.cost}
          inputMode="decimal"
          onInput={(event) => setDelivery({ cost: event.currentTarget.value })}
          onChange={() => setDelivery({ cost: tidy(props.draft.delivery.cost) })}
        />
        <div class={styles.wide}>
          <Field
            label={words().address}
            value={props.draft.delivery.address}
            maxLength={500}
            onInput={(event) => setDelivery({ address: event.currentTarget.value })}
          />
        </div>
        <Choice
          label={words().payment}
          value={props.draft.payment.status}
          options={PAYMENT_STATUSES}
          nameOf={(status) => t().orders.paymentStatuses[status]}
          onChoose={(status: Payment['status']) => props.onChange(withPaymentStatus(props.draft, status, language()))}
        />
        <Choice
          label={words().paymentMethod}
          value={props.draft.payment.method}
          options={PAYMENT_METHODS}
          nameOf={(method) => t().orders.paymentMethods[method]}
          onChoose={(method: Payment['method']) => setPayment({ method })}
        />
        <Field
          label={words().paid}
          value={props.draft.payment.sum}
          inputMode="decimal"
          onInput={(event) => setPayment({ sum: event.currentTarget.value })}
          onChange={() => setPayment({ sum: tidy(props.draft.payment.sum) })}
        />
        <Field
          label={words().source}
          list={`${id}-sources`}
          value={props.draft.source}
          maxLength={80}
          onInput={(event) => set({ source: event.currentTarget.value })}
        />
        <datalist id={`${id}-sources`}>
          <For each={[...data.channels().values()]}>{({ name }) => <option value={name} />}</For>
        </datalist>
        <Choice
          label={words().manager}
          value={props.draft.managerId ?? ''}
          options={['', ...managers().map((each) => each.id)]}
          nameOf={(operatorId) => (operatorId === '' ? words().noManager : (data.operators().get(operatorId)?.name ?? operatorId))}
          onChoose={(operatorId) => set({ managerId: operatorId || null })}
        />
        <div class={styles.wide}>
          <label class={styles.label} for={`${id}-comment`}>
            {words().comment}
          </label>
          <textarea
            id={`${id}-comment`}
            class={styles.comment}
            rows={2}
            maxLength={MAX_COMMENT_CHARS}
            value={props.draft.comment}
            onInput={(event) => set({ comment: event.currentTarget.value })}
          />
        </div>
      </div>
      <p class={styles.totals} aria-live="polite">
        <Show when={totals().total !== totals().goods}>
          <span>
            {words().goods} {money(totals().goods)}
            <Show when={totals().discount > 0}> − {money(totals().discount)}</Show>
            <Show when={totals().delivery > 0}> + {money(totals().delivery)}</Show>
          </span>
        </Show>
        <strong>
          {words().total} {money(totals().total)}
        </strong>
      </p>
    </div>
  )
}

/** Enter after a number is a habit, not a decision about an order: that is made by the button. */
function keepEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

interface ChoiceProps<V extends string> {
  label: string
  value: V
  options: readonly V[]
  nameOf(value: V): string
  onChoose(value: V): void
}

function Choice<V extends string>(props: ChoiceProps<V>) {
  const id = createUniqueId()
  return (
    <div class={styles.choice}>
      <label class={styles.label} for={id}>
        {props.label}
      </label>
      <select
        id={id}
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex]
          if (chosen !== undefined) props.onChoose(chosen)
        }}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option} selected={option === props.value}>
              {props.nameOf(option)}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}
