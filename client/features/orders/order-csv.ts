/** Orders as a table for a spreadsheet. Pure. */
import { amountText, lineTotal, totalsOf } from '#shared/domain/money'
import type { Order } from '#shared/domain/order'
import type { Catalogue } from '../../i18n/ru'

export interface CsvNames {
  operator(id: string): string
  date(at: number): string
}

/** One line for each line of an order, so that sums can be made by product too. */
export function ordersCsv(orders: readonly Order[], names: CsvNames, words: Catalogue['orders']): string {
  const { csv } = words
  const rows = orders.flatMap((order) => {
    const { total } = totalsOf({ lines: order.lines, discount: order.discount, delivery: order.delivery.cost })
    const money = (minor: number) => amountText(minor, order.currency)
    const common = [
      String(order.number),
      names.date(order.createdAt),
      words.statuses[order.status],
      order.customerName,
      order.managerId === null ? '' : names.operator(order.managerId),
      order.source,
    ]
    const end = [
      money(order.delivery.cost),
      words.deliveries[order.delivery.method],
      order.delivery.address,
      words.paymentStatuses[order.payment.status],
      money(order.payment.sum),
      money(total),
      order.currency,
      order.comment,
    ]
    return order.lines.map((line) => [
      ...common,
      line.sku,
      line.name,
      String(line.quantity),
      money(line.price),
      money(lineTotal(line)),
      ...end,
    ])
  })
  // The mark tells spreadsheets that this is UTF-8.
  return `\ufeff${[csv, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

/** A text that begins like a formula would be run by the spreadsheet of whoever opens the file. */
function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
