/**
 * A catalogue in the market language that shops of the region publish (`yml_catalog/shop/offers/offer`), offer by offer.
 * What it says comes from anybody: entities are the five of XML and HTML's names, nothing is fetched, texts are cut.
 */
import sax from 'sax'
import { type ListLine, lineOf } from './list-line'
import { entryOfOffer } from './yml-entry'
import { type Offer, type OfferReading, openOffer, takeField } from './yml-offer'

/** Characters kept of one element: a description with its markup. */
const MAX_TEXT = 60_000
/** A file in which so much cannot be read is no catalogue. */
const MAX_FAULTS = 100

export async function* readYml(chunks: AsyncIterable<string>, reading: OfferReading): AsyncGenerator<ListLine> {
  const parser = sax.parser(true, { position: true })
  const categories = new Map<string, { readonly name: string; readonly parentId: string }>()
  let found: ListLine[] = []
  let faults = 0
  let path: string[] = []
  let attributes: Readonly<Record<string, string>> = {}
  let text = ''
  let offer: Offer | null = null

  parser.onopentag = ({ name, attributes: own }) => {
    path.push(name)
    // Without namespaces every attribute is a string.
    attributes = own as Readonly<Record<string, string>>
    text = ''
    if (name === 'offer') offer = openOffer(parser.line + 1, attributes)
    else if (offer) takeField(offer, path, attributes, null)
  }
  const more = (piece: string) => {
    if (text.length < MAX_TEXT) text += piece
  }
  parser.ontext = more
  parser.oncdata = more
  parser.onclosetag = (name) => {
    if (name === 'category') {
      const { id = '', parentId = '' } = attributes
      categories.set(id, { name: text.trim(), parentId })
    } else if (name === 'offer' && offer) {
      found.push(lineOf(offer.line, entryOfOffer(offer, { ...reading, categories })))
      offer = null
    } else if (offer) takeField(offer, path, attributes, text.trim())
    path = path.slice(0, -1)
    text = ''
  }
  parser.onerror = () => {
    faults += 1
    found.push({ line: parser.line + 1, problem: 'unreadable' })
    parser.resume()
  }

  for await (const chunk of chunks) {
    parser.write(chunk)
    const ready = found
    found = []
    yield* ready
    if (faults > MAX_FAULTS) return
  }
  parser.close()
  yield* found
}
