/** What the columns of a table are, and what a line of it says of a product. Pure. */
import { DEFAULT_CURRENCY, parseAmount } from '#shared/domain/money'
import type { Column } from '#shared/domain/price-list'
import { MAX_PRODUCT_PICTURES, MAX_PROPERTIES, MAX_PROPERTY_NAME_CHARS, MAX_PROPERTY_VALUE_CHARS } from '#shared/domain/product'
import { UNREADABLE } from './list-line'

const MAX_DESCRIPTION_CHARS = 4000

/** How price lists call their columns, lower case; the first that fits counts. */
const TITLES: readonly (readonly [Column, RegExp])[] = [
  ['sku', /^(sku|артикул|код( товара| товару)?|code|vendor ?code|article)$/],
  ['name', /^(name|title|наименование|название|назва|найменування|товар)/],
  ['barcode', /^(barcode|ean|gtin|upc|штрих.?код)/],
  ['price', /^(price|цена|ціна|стоимость|вартість)/],
  ['currency', /^(currency|валюта)/],
  ['warehouse', /^(склад|warehouse|(остаток|залишок|stock)\s*[:(])/],
  ['stock', /^(stock|qty|quantity|остаток|остатки|залишок|залишки|количество|кількість|наличие|наявність)/],
  ['description', /^(description|описание|опис)/],
  ['category', /^(category|категория|категорія|раздел|розділ|название группы|назва групи)/],
  ['group', /^(group|группа|група|id группы разновидностей|id групи різновидів)/],
  ['picture', /^(picture|image|photo|фото|картинка|изображени|зображення)/],
]
/** There may be several of them. */
const SEVERAL: ReadonlySet<Column> = new Set<Column>(['property', 'picture', 'warehouse', 'skip'])

/** One that nobody knows is a property by its own name. */
export function guessColumns(titles: readonly string[]): readonly Column[] {
  const taken = new Set<Column>()
  return titles.map((title) => {
    // «Код_товара»: as one of the region's platforms writes them.
    const name = title.trim().toLowerCase().replaceAll('_', ' ')
    if (name === '') return 'skip'
    const column = TITLES.find(([each, pattern]) => pattern.test(name) && !taken.has(each))?.[0] ?? 'property'
    if (!SEVERAL.has(column)) taken.add(column)
    return column
  })
}

/** A column that is not there leaves what is known of the product as it is. */
export function entryOfCells(titles: readonly string[], columns: readonly Column[], cells: readonly string[]): object {
  const of = (column: Column) =>
    columns.flatMap((each, index) => (each === column ? [[titles[index] ?? '', cells[index] ?? ''] as const] : []))
  const first = (column: Column) => of(column)[0]?.[1] ?? ''
  const has = (column: Column) => columns.includes(column)
  const filled = (column: Column) => of(column).filter(([, value]) => value !== '')
  const pictures = of('picture').flatMap(([, cell]) => cell.split(/[\s,;|]+/).filter((url) => /^https?:\/\//i.test(url)))
  return {
    sku: first('sku'),
    ...(first('name') ? { name: first('name') } : {}),
    ...(has('barcode') ? { barcode: first('barcode') } : {}),
    ...(has('description') ? { description: first('description').slice(0, MAX_DESCRIPTION_CHARS) } : {}),
    ...(has('category') ? { category: first('category').slice(0, 200) } : {}),
    ...(has('group') ? { group: first('group').slice(0, 60) } : {}),
    ...(has('property') ? { properties: propertiesOf(filled('property')) } : {}),
    ...(has('picture') ? { pictures: pictures.slice(0, MAX_PRODUCT_PICTURES).map((url) => ({ url })) } : {}),
    ...(has('stock') ? { stock: piecesOf(first('stock')), ...(has('warehouse') ? {} : { stocks: [] }) } : {}),
    ...(has('warehouse') ? { stocks: filled('warehouse').map(([title, cell]) => [warehouseOf(title), piecesOf(cell) ?? 0]) } : {}),
    ...(has('price') ? { price: priceOf(first('price'), first('currency')) } : {}),
  }
}

/** As many as a product holds, each as long as it may be. */
export const propertiesOf = (pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] =>
  pairs
    .slice(0, MAX_PROPERTIES)
    .map(([name, value]) => [name.slice(0, MAX_PROPERTY_NAME_CHARS), value.slice(0, MAX_PROPERTY_VALUE_CHARS)] as const)

/** @returns null when nothing is said. */
export function priceOf(
  text: string,
  currency: string,
  reading?: { hasThousands: boolean },
): { minor: number; currency: string } | typeof UNREADABLE | null {
  if (text.trim() === '') return null
  // Feeds of the region still write the rouble and others by the code they had before a reform.
  const code = currency.trim().toUpperCase().replace(/^RUR$/, 'RUB') || DEFAULT_CURRENCY
  const minor = parseAmount(text, code, reading)
  return minor === null ? UNREADABLE : { minor, currency: code }
}

/** «4 шт», "12", "3.0"; null: nothing that is a number. */
export function piecesOf(text: string): number | null {
  const number = /-?\d[\d\s\u00a0]*/.exec(text)?.[0].replace(/[\s\u00a0]/g, '')
  return number === undefined ? null : Number(number)
}

/** «Склад Киев», «Остаток (Киев)», "Stock: Kyiv": the place itself. */
const warehouseOf = (title: string): string => {
  const place = title.replace(/^(склад|warehouse|остаток|залишок|stock)\s*[:(]?\s*/i, '').replace(/\)\s*$/, '')
  return (place.trim() || title).slice(0, 60)
}
