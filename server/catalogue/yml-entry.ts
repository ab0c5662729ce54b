/** What an offer says of a product. Pure. */
import { MAX_PRODUCT_PICTURES } from '#shared/domain/product'
import { piecesOf, priceOf, propertiesOf } from './columns'
import { plainText } from './plain-text'
import type { Offer, OfferReading } from './yml-offer'

const MAX_DESCRIPTION_CHARS = 4000
/** Categories that contain each other would go on for ever. */
const MAX_LEVELS = 8
/** Where platforms write how many pieces there are. */
const QUANTITY = ['stock_quantity', 'quantity_in_stock', 'quantity', 'count', 'stock'] as const

type Categories = ReadonlyMap<string, { readonly name: string; readonly parentId: string }>

export function entryOfOffer(offer: Offer, { skuFrom, categories }: OfferReading & { readonly categories: Categories }): object {
  const field = (name: string) => offer.fields.get(name) ?? ''
  const vendor = field('vendor')
  const name = field('name') || [field('typePrefix'), vendor, field('model')].filter((part) => part !== '').join(' ')
  const brand = vendor === '' ? [] : [[BRAND, vendor] as const]
  const params = offer.params.filter(([title]) => title !== '' && title !== BRAND)
  return {
    sku: skuFrom === 'vendorCode' ? field('vendorCode') || offer.id : offer.id,
    ...(name === '' ? {} : { name: name.slice(0, 200) }),
    barcode: field('barcode').slice(0, 64),
    description: plainText(field('description')).slice(0, MAX_DESCRIPTION_CHARS),
    price: priceOf(field('price'), field('currencyId'), { hasThousands: false }),
    properties: propertiesOf([...brand, ...params]),
    pictures: offer.pictures.flatMap(addressOf).slice(0, MAX_PRODUCT_PICTURES),
    ...stockOf(offer),
    group: offer.groupId.slice(0, 60),
    category: categoryOf(field('categoryId'), categories).slice(0, 200),
  }
}

/** As a property, because that is how products are looked for. */
const BRAND = 'Бренд'

function stockOf({ fields, outlets, isAvailable }: Offer): object {
  if (outlets.length > 0) return { stocks: outlets.slice(0, 20).map(([place, count]) => [place.slice(0, 60), piecesOf(count) ?? 0]) }
  const said = QUANTITY.flatMap((name) => (fields.has(name) ? [piecesOf(fields.get(name) ?? '')] : []))[0]
  return { stock: said ?? (isAvailable === false ? 0 : null), stocks: [] }
}

function addressOf(text: string): readonly { url: string }[] {
  if (!URL.canParse(text)) return []
  const { href, protocol } = new URL(text)
  return /^https?:$/.test(protocol) && href.length <= 1000 ? [{ url: href }] : []
}

function categoryOf(id: string, categories: Categories): string {
  const names: string[] = []
  let at = categories.get(id)
  for (let level = 0; at && level < MAX_LEVELS; level += 1) {
    if (at.name !== '') names.unshift(at.name)
    at = categories.get(at.parentId)
  }
  return names.join(' / ')
}
