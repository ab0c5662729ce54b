import { useNavigate } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { lineTotal, totalsOf } from '#shared/domain/money'
import type { Order } from '#shared/domain/order'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { addressesIn } from '../customer/profile'
import { useData } from '../data-context'
import { fullDate } from '../dates'
import { operatorName } from '../people'
import { priceText } from '../products/product-text'
import { fieldDiscount } from './amount-text'
import styles from './order-print.module.css'

/** An order on paper: what, how much, where to. The buttons and the navigation are not printed. */
export default function OrderPrint(props: { id: string }) {
  const data = useData()
  const navigate = useNavigate()
  const row = data.createOrder(() => props.id)
  return (
    <main class={styles.page}>
      <div class={styles.tools}>
        <Button onClick={() => navigate(`/orders/${props.id}`)}>{t().common.back}</Button>
        <Button kind="primary" onClick={() => window.print()}>
          {t().orders.print}
        </Button>
      </div>
      <Show when={row()} fallback={<Show when={row() === null}>{t().orders.list.notHere}</Show>}>
        {(found) => <Sheet order={found().order} isNumbered={found().isNumbered} shop={data.workspace()?.name ?? ''} />}
      </Show>
    </main>
  )
}

function Sheet(props: { order: Order; isNumbered: boolean; shop: string }) {
  const data = useData()
  const words = () => t().orders.fields
  const money = (minor: number) => priceText({ minor, currency: props.order.currency }, language())
  const totals = () => totalsOf({ lines: props.order.lines, discount: props.order.discount, delivery: props.order.delivery.cost })
  const chat = data.createDialog(() => props.order.dialogId)
  const phones = () => addressesIn(chat() ?? { customer: undefined, contact: undefined }, 'phones')
  const due = () => totals().total - props.order.payment.sum
  const facts = () =>
    [
      [t().orders.list.columns.customer, props.order.customerName],
      [t().customers.columns.phone, phones().join(', ')],
      [words().delivery, t().orders.deliveries[props.order.delivery.method]],
      [words().address, props.order.delivery.address],
      [words().payment, t().orders.paymentStatuses[props.order.payment.status]],
      [words().manager, props.order.managerId === null ? '' : operatorName(data.operators(), props.order.managerId)],
      [words().comment, props.order.comment],
    ].filter(([, value]) => value !== '')
  return (
    <article class={styles.sheet}>
      <p class={styles.shop}>{props.shop}</p>
      <h1 class={styles.title}>
        {props.isNumbered ? t().orders.number(props.order.number) : t().orders.unnumbered}
        <span class={styles.date}>{fullDate(props.order.createdAt, language())}</span>
      </h1>
      <dl class={styles.facts}>
        <For each={facts()}>
          {([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          )}
        </For>
      </dl>
      <table class={styles.lines}>
        <thead>
          <tr>
            <th>{words().name}</th>
            <th>{words().quantity}</th>
            <th>{words().price}</th>
            <th>{words().lineSum}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.order.lines}>
            {(line) => (
              <tr>
                <td>
                  {line.name} <span class={styles.sku}>{line.sku}</span>
                </td>
                <td>{line.quantity}</td>
                <td>
                  {money(line.price)}
                  <Show when={line.discount}>
                    {(discount) => <span class={styles.off}> −{fieldDiscount(discount(), props.order.currency, language())}</span>}
                  </Show>
                </td>
                <td>{money(lineTotal(line))}</td>
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <Show when={totals().discount > 0}>
            <tr>
              <td colSpan={3}>{words().discount}</td>
              <td>−{money(totals().discount)}</td>
            </tr>
          </Show>
          <Show when={totals().delivery > 0}>
            <tr>
              <td colSpan={3}>{words().delivery}</td>
              <td>{money(totals().delivery)}</td>
            </tr>
          </Show>
          <tr class={styles.total}>
            <td colSpan={3}>{words().total}</td>
            <td>{money(totals().total)}</td>
          </tr>
          <Show when={props.order.payment.sum > 0}>
            <tr>
              <td colSpan={3}>{words().paid}</td>
              <td>{money(props.order.payment.sum)}</td>
            </tr>
            <Show when={due() > 0}>
              <tr class={styles.total}>
                <td colSpan={3}>{words().due}</td>
                <td>{money(due())}</td>
              </tr>
            </Show>
          </Show>
        </tfoot>
      </table>
    </article>
  )
}
