import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import type { Difference, Order, OrderLine } from '#shared/domain/order'
import { settledLine } from '#shared/domain/order-check'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { useAct } from '../act'
import { priceText } from '../products/product-text'
import styles from './order-differences.module.css'

/** Where the catalogue says something else by now. Nothing is changed until somebody decides, line by line. */
export function OrderDifferences(props: { order: Order }) {
  const act = useAct()
  const settle = ({ lineId, kind }: Difference, take: 'mine' | 'catalogue') => {
    const { id: orderId, dialogId } = props.order
    void act('order.settle', { orderId, dialogId, lineId, kind, take })
  }
  return (
    <Show when={props.order.differences.length > 0}>
      <section class={styles.differences} aria-label={t().orders.differences.title}>
        <h2 class={styles.title}>
          <TriangleAlert size={17} aria-hidden="true" />
          {t().orders.differences.title}
        </h2>
        <ul>
          <For each={props.order.differences}>
            {(difference) => (
              <Show when={props.order.lines.find(({ id }) => id === difference.lineId)}>
                {(line) => (
                  <li class={styles.difference}>
                    <span class={styles.what}>{sentence(difference, line(), props.order.currency)}</span>
                    <span class={styles.choices}>
                      <Button size="small" onClick={() => settle(difference, 'mine')}>
                        {choices(difference, line(), props.order.currency).mine}
                      </Button>
                      <Show when={canTake(difference, line(), props.order)}>
                        <Button size="small" onClick={() => settle(difference, 'catalogue')}>
                          {choices(difference, line(), props.order.currency).catalogue}
                        </Button>
                      </Show>
                    </span>
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

/** A price that there is none of cannot be taken; nor can the only line go: such an order is to be cancelled. */
function canTake(difference: Difference, line: OrderLine, { lines }: Order): boolean {
  if (difference.kind === 'price') return difference.now !== null
  return lines.length > 1 || settledLine(line, difference, 'catalogue') !== null
}

const written = (minor: number | null, currency: string): string =>
  minor === null ? t().orders.differences.noPrice : priceText({ minor, currency }, language())

function sentence({ kind, was, now }: Difference, line: OrderLine, currency: string): string {
  const words = t().orders.differences
  switch (kind) {
    case 'price':
      return words.price(line.name, written(was, currency), written(now, currency), written(line.price, currency))
    case 'stock':
      return words.stock(line.name, Math.max(now ?? 0, 0), line.quantity)
    case 'removed':
      return words.removed(line.name)
  }
}

function choices({ kind, now }: Difference, line: OrderLine, currency: string): { mine: string; catalogue: string } {
  const words = t().orders.differences
  switch (kind) {
    case 'price':
      return { mine: words.keepPrice(written(line.price, currency)), catalogue: words.takePrice(written(now, currency)) }
    case 'stock':
      return { mine: words.keepQuantity(line.quantity), catalogue: words.takeQuantity(Math.max(now ?? 0, 0)) }
    case 'removed':
      return { mine: words.keepLine, catalogue: words.removeLine }
  }
}
