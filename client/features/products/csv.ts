/** A price list as text: lines and columns, and what each column is. Pure. */
import * as v from 'valibot'
import { MAX_UPSERT_CHARS, MAX_UPSERT_PRODUCTS, ProductEntry } from '#shared/commands/product'
import { DEFAULT_CURRENCY, MAX_PROPERTIES, productId } from '#shared/domain/product'

export const MAX_CSV_ROWS = 50_000

const SEPARATORS = ['\t', ';', ','] as const

/** RFC 4180, with whatever separator the first line uses. Empty lines are left out. */
export function parseCsv(source: string): readonly (readonly string[])[] {
  const text = source.replace(/^\ufeff/, '')
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some((value) => value !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length && rows.length <= MAX_CSV_ROWS; at += 1) {
    const letter = text[at] ?? ''
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (letter === '"' && cell.trim() === '') {
      cell = ''
      isQuoted = true
    } else if (letter === separator) endCell()
    else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  endRow()
  return rows
}

function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/))
  const counts = SEPARATORS.map((separator) => line.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}

export const COLUMNS = ['skip', 'sku', 'name', 'barcode', 'price', 'currency', 'stock', 'description', 'picture', 'property'] as const
export type Column = (typeof COLUMNS)[number]

/** How price lists call their columns, lower case. */
const HEADERS: Readonly<Partial<Record<Column, RegExp>>> = {
  sku: /^(sku|артикул|код( товара| товару)?|code|vendor ?code|article)$/,
  name: /^(name|title|наименование|название|назва|найменування|товар)/,
  barcode: /^(barcode|ean|gtin|upc|штрих.?код)/,
  price: /^(price|цена|ціна|стоимость|вартість)/,
  currency: /^(currency|валюта)/,
  stock: /^(stock|qty|quantity|остаток|остатки|залишок|залишки|количество|кількість|наличие|наявність)/,
  description: /^(description|описание|опис)/,
  picture: /^(picture|image|photo|фото|картинка|изображени|зображення)/,
}

/** What each column seems to be. One that nobody knows is a property by its own name. */
export function guessColumns(header: readonly string[]): readonly Column[] {
  const taken = new Set<Column>()
  return header.map((title) => {
    const name = title.trim().toLowerCase()
    if (name === '') return 'skip'
    const column = COLUMNS.find((each) => HEADERS[each]?.test(name) && !taken.has(each)) ?? 'property'
    if (column !== 'property' && column !== 'picture') taken.add(column)
    return column
  })
}

export interface PriceList {
  readonly products: readonly ProductEntry[]
  /** Lines, as a spreadsheet counts them, that cannot be taken. */
  readonly bad: readonly number[]
}

export function readProducts([header = [], ...rows]: readonly (readonly string[])[], columns: readonly Column[]): PriceList {
  const products: ProductEntry[] = []
  const bad: number[] = []
  for (const [index, row] of rows.entries()) {
    const parsed = v.safeParse(ProductEntry, entryOf(header, columns, row))
    if (parsed.success && productId(parsed.output.sku) !== null) products.push(parsed.output)
    else bad.push(index + 2)
  }
  return { products, bad }
}

function entryOf(header: readonly string[], columns: readonly Column[], row: readonly string[]): object {
  const of = (column: Column) => columns.flatMap((each, index) => (each === column ? [row[index] ?? ''] : []))
  const first = (column: Column) => of(column)[0]
  const has = (column: Column) => columns.includes(column)
  const properties = columns.flatMap((each, index) => {
    const value = row[index] ?? ''
    return each === 'property' && value !== '' ? [[(header[index] ?? '').slice(0, 60), value.slice(0, 200)]] : []
  })
  const pictures = of('picture').flatMap((cell) => cell.split(/[\s,;|]+/).filter((url) => /^https?:\/\//i.test(url)))
  return {
    sku: first('sku') ?? '',
    ...(first('name') ? { name: first('name') } : {}),
    ...(has('barcode') ? { barcode: first('barcode') } : {}),
    ...(has('description') ? { description: (first('description') ?? '').slice(0, 4000) } : {}),
    ...(has('property') ? { properties: properties.slice(0, MAX_PROPERTIES) } : {}),
    ...(has('picture') ? { pictures: pictures.slice(0, 5).map((url) => ({ url })) } : {}),
    ...(has('stock') ? { stock: wholeNumber(first('stock') ?? '') } : {}),
    ...(has('price') ? { price: money(first('price') ?? '', first('currency')) } : {}),
  }
}

/** «1 299,50 грн», "1,299.50", "1299": hundredths. A price that is no number makes the line a bad one. */
function money(cell: string, currency: string | undefined): object | null {
  const digits = cell.replace(/[^\d.,]/g, '')
  if (digits === '') return cell.trim() === '' ? null : { minor: Number.NaN, currency: '' }
  const decimal = /[.,](\d{1,2})$/.exec(digits)
  const whole = (decimal ? digits.slice(0, decimal.index) : digits).replace(/[.,]/g, '')
  const minor = Number(whole) * 100 + Number((decimal?.[1] ?? '0').padEnd(2, '0'))
  return { minor, currency: currency?.trim().toUpperCase() || DEFAULT_CURRENCY }
}

const wholeNumber = (cell: string): number | null => {
  const digits = cell.replace(/[^\d-]/g, '')
  return digits === '' ? null : Number(digits)
}

/** In portions that a command takes. */
export function portionsOf(products: readonly ProductEntry[]): readonly (readonly ProductEntry[])[] {
  const portions: ProductEntry[][] = []
  let weight = 0
  for (const product of products) {
    const own = JSON.stringify(product).length + 1
    const last = portions.at(-1)
    if (last && last.length < MAX_UPSERT_PRODUCTS && weight + own < MAX_UPSERT_CHARS) {
      last.push(product)
      weight += own
    } else {
      portions.push([product])
      weight = own + 2
    }
  }
  return portions
}
