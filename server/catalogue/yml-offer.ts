/** One `offer` as it stands in the file, field by field. */

export interface OfferReading {
  /** See ListReading. */
  readonly skuFrom: 'vendorCode' | 'id'
}

export interface Offer {
  readonly line: number
  readonly id: string
  readonly groupId: string
  /** Null: not said. */
  readonly isAvailable: boolean | null
  readonly fields: Map<string, string>
  readonly pictures: string[]
  readonly params: [string, string][]
  readonly outlets: [string, string][]
}

/** More than a product holds: the rest would only take memory. */
const MAX_PARTS = 60

export function openOffer(line: number, { id = '', group_id = '', available }: Readonly<Record<string, string>>): Offer {
  const isAvailable = available === undefined || available === '' ? null : /^(true|1|\+|да)$/i.test(available)
  return { line, id, groupId: group_id, isAvailable, fields: new Map(), pictures: [], params: [], outlets: [] }
}

/**
 * Of what stands directly in the offer, or in its `outlets`.
 * @param text null at the beginning of an element, whose attributes alone may say it all.
 */
export function takeField(offer: Offer, path: readonly string[], attributes: Readonly<Record<string, string>>, text: string | null): void {
  const name = path.at(-1) ?? ''
  const parent = path.at(-2) ?? ''
  if (name === 'outlet' && parent === 'outlets') {
    const { id = '', name: place = id, instock = '' } = attributes
    if (text === null && instock !== '' && place !== '') add(offer.outlets, [place, instock])
  } else if (parent === 'offer' && text !== null && text !== '') {
    if (name === 'picture') add(offer.pictures, text)
    else if (name === 'param') add(offer.params, [attributes.name ?? '', attributes.unit ? `${text} ${attributes.unit}` : text])
    else if (!offer.fields.has(name)) offer.fields.set(name, text)
  }
}

function add<T>(list: T[], value: T): void {
  if (list.length < MAX_PARTS) list.push(value)
}
