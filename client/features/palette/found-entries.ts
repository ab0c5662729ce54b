import { useNavigate } from '@solidjs/router'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import type { ShopFindings } from '../../data/contract-shop'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { orderTotalText } from '../orders/order-sums'
import type { PaletteEntry } from './palette-actions'

/** A pause in typing, so that not every letter is looked for. */
const PAUSE_MS = 120
const MIN_CHARS = 2

/** Customers, orders and cards that are called what was typed. What was found for other words is not shown for these. */
export function createFoundEntries(query: Accessor<string>): Accessor<readonly PaletteEntry[]> {
  const data = useData()
  const navigate = useNavigate()
  const [found, setFound] = createSignal<{ readonly query: string; readonly things: ShopFindings }>()
  createEffect(() => {
    const wanted = query()
    let isOver = false
    const timer = setTimeout(async () => {
      if (wanted.trim().length < MIN_CHARS) return
      const things = await data.findShop(wanted)
      if (!isOver) setFound({ query: wanted, things })
    }, PAUSE_MS)
    onCleanup(() => {
      isOver = true
      clearTimeout(timer)
    })
  })
  const entry = (of: { id: string; name: string; from: string; href: string }): PaletteEntry => ({
    ...of,
    keys: '',
    run: () => navigate(of.href),
  })
  return () => {
    const now = found()
    if (now?.query !== query()) return []
    const { customers, orders, cards } = now.things
    const words = t().palette.found
    return [
      ...customers.map(({ id, name, phones, emails }) =>
        entry({
          id: `customer.${id}`,
          name,
          from: [words.customer, phones[0] ?? emails[0]].filter(Boolean).join(' · '),
          href: `/customers/${id}`,
        }),
      ),
      ...orders.map(({ order, isNumbered }) =>
        entry({
          id: `order.${order.id}`,
          name: order.customerName,
          from: [
            isNumbered ? t().orders.number(order.number) : t().orders.unnumbered,
            t().orders.statuses[order.status],
            orderTotalText(order, language()),
          ].join(' · '),
          href: `/orders/${order.id}`,
        }),
      ),
      ...cards.map(({ card, stage }) =>
        entry({
          id: `card.${card.id}`,
          name: card.title,
          from: `${words.card} · ${stage}`,
          href: `/pipelines/${card.pipelineId}?card=${card.id}`,
        }),
      ),
    ]
  }
}
