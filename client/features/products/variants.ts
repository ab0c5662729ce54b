/** Products that are variants of one thing: shown as one, and told apart by what differs. Pure. */
import type { Product } from '#shared/domain/product'

/** Of one product, or of the variants found of one thing. */
export type Offer = { readonly kind: 'product'; readonly product: Product } | VariantGroup

export interface VariantGroup {
  readonly kind: 'group'
  readonly group: string
  /** Two or more. */
  readonly products: readonly Product[]
}

/** In the order found; what is the only one found of its group stands for itself. */
export function offersOf(products: readonly Product[]): readonly Offer[] {
  const groups = new Map<string, Product[]>()
  for (const product of products) {
    const known = groups.get(product.group)
    if (known) known.push(product)
    else groups.set(product.group, [product])
  }
  return products.flatMap((product): Offer | [] => {
    const members = product.group === '' ? [product] : (groups.get(product.group) ?? [product])
    if (members.length === 1) return { kind: 'product', product }
    return members[0] === product ? { kind: 'group', group: product.group, products: members } : []
  })
}

/** What all of them are called: the words that their names begin with. */
export function commonName(products: readonly Pick<Product, 'name'>[]): string {
  const [first = [], ...others] = products.map(({ name }) => name.split(' '))
  const differs = first.findIndex((word, at) => others.some((words) => words[at] !== word))
  const shared = (differs < 0 ? first : first.slice(0, differs)).join(' ').replace(/[\s,.;:/(–—-]+$/u, '')
  return shared || first.join(' ')
}

export interface Variant {
  readonly product: Product
  /** «молочный · 140×200»: what it has and the others have not. */
  readonly label: string
}

/** By their labels, sizes by number. */
export function variantsOf(products: readonly Product[]): readonly Variant[] {
  const names = [...new Set(products.flatMap(({ properties }) => properties.map(([name]) => name)))]
  const valueIn = ({ properties }: Product, wanted: string) => properties.find(([name]) => name === wanted)?.[1] ?? ''
  const telling = names.filter((name) => new Set(products.map((product) => valueIn(product, name))).size > 1)
  const common = commonName(products)
  const labelOf = (product: Product) => {
    const values = telling.map((name) => valueIn(product, name)).filter((value) => value !== '')
    const rest = product.name.startsWith(common) ? product.name.slice(common.length).replace(/^[\s,.;:/(–—-]+|\)$/gu, '') : product.name
    return values.join(' · ') || rest || product.sku
  }
  return products
    .map((product) => ({ product, label: labelOf(product) }))
    .sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }) || (a.product.sku < b.product.sku ? -1 : 1))
}

/** The least and the greatest price of those in one currency; null when there is none, or they are in several. */
export function priceSpan(products: readonly Pick<Product, 'price'>[]) {
  const prices = products.flatMap(({ price }) => price ?? []).sort((a, b) => a.minor - b.minor)
  const [least, greatest] = [prices[0], prices.at(-1)]
  if (!least || !greatest || prices.some(({ currency }) => currency !== least.currency)) return null
  return { least, isOne: least.minor === greatest.minor }
}

/** Pieces of all of them; null when one is not counted. */
export const stockOfAll = (products: readonly Pick<Product, 'stock'>[]): number | null =>
  products.reduce<number | null>((sum, { stock }) => (sum === null || stock === null ? null : sum + stock), 0)
