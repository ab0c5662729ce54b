/**
 * A stranger's HTML made harmless. It is shown in a frame without scripts and under a policy of its own; this is the
 * first of those walls, and the one that knows what an e-mail is.
 */
import createDOMPurify from 'dompurify'

export interface Letter {
  readonly html: string
  /** Pictures of other sites that were left out. */
  readonly blocked: number
}

export interface LetterOptions {
  /** Pictures of other sites may be loaded. */
  readonly isOpen: boolean
  /** Where a picture that came with the e-mail lies, by the name its HTML gives it; null when it is not here. */
  pictureOf(cid: string): string | null
}

/** Bytes of HTML looked at. What is longer is read as text. */
export const MAX_HTML_CHARS = 2_000_000

const FORBIDDEN_TAGS = ['style', 'form', 'input', 'button', 'textarea', 'select', 'option', 'audio', 'video', 'source', 'track', 'dialog']
const FORBIDDEN_ATTRIBUTES = ['id', 'name', 'srcset', 'background', 'poster', 'ping', 'tabindex', 'autofocus', 'usemap', 'accesskey']
/** Every attribute's value is held against it; what has no scheme is no address (those of pictures and links are looked at again). */
const ADDRESSES = /^(?:(?:https?|mailto|tel|cid):|data:image\/(?:png|gif|jpeg|webp);|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i
/** Sheets would style nothing here, and their rules are where addresses hide. */
const SHEETS = /<style\b[^>]*>[\s\S]*?(?:<\/style\s*>|$)/gi
/** What of a picture's style says how large it is, and where. */
const PLACED_BY = ['width', 'height', 'max-width', 'display', 'float', 'margin', 'vertical-align']
/** Programs that write e-mails mark what they quote. */
const QUOTES = '.gmail_quote, .yahoo_quoted, .moz-cite-prefix + blockquote, blockquote[type="cite"], blockquote'

export function cleanLetter(source: string, { isOpen, pictureOf }: LetterOptions): Letter {
  const purify = createDOMPurify(window)
  let blocked = 0
  purify.addHook('afterSanitizeAttributes', (element) => {
    if (element.hasAttribute('style')) blocked += cleanStyle(element)
    if (element.tagName === 'A') sealLink(element)
    if (element.tagName === 'IMG') blocked += placePicture(element, { isOpen, pictureOf })
  })
  const letter = purify.sanitize(source.slice(0, MAX_HTML_CHARS).replace(SHEETS, ''), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: ADDRESSES,
    // Not in this document: its pictures would begin to load.
    RETURN_DOM: true,
  })
  if (!(letter instanceof Element)) return { html: '', blocked }
  for (const picture of letter.querySelectorAll<HTMLImageElement>('img:not([src])')) picture.replaceWith(placeOf(picture))
  foldQuotes(letter)
  return { html: letter.innerHTML, blocked }
}

function sealLink(link: Element): void {
  // Without a host it would lead into the app.
  if (!/^(?:https?|mailto|tel):/i.test(link.getAttribute('href') ?? '')) link.removeAttribute('href')
  if (!link.hasAttribute('href')) return
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer nofollow')
}

/** @returns 1 when a picture was left out. */
function placePicture(picture: Element, { isOpen, pictureOf }: LetterOptions): number {
  const source = picture.getAttribute('src') ?? ''
  picture.setAttribute('loading', 'lazy')
  if (/^data:/i.test(source)) return 0
  if (/^cid:/i.test(source)) {
    const here = pictureOf(source.slice(4))
    if (here) picture.setAttribute('src', here)
    else picture.removeAttribute('src')
    return 0
  }
  if (isOpen && /^https?:/i.test(source)) return 0
  picture.removeAttribute('src')
  return /^https?:/i.test(source) ? 1 : 0
}

/** What stands where a picture was left out: as large as its author says, with the words that describe it. */
function placeOf(picture: HTMLImageElement): Element {
  const place = document.createElement('span')
  place.dataset.picture = ''
  for (const side of ['width', 'height'] as const) {
    const [, number, unit] = /^\s*(\d{1,4})(%?)/.exec(picture.getAttribute(side) ?? '') ?? []
    if (number !== undefined) place.style.setProperty(side, `${number}${unit || 'px'}`)
  }
  for (const name of PLACED_BY) {
    const value = picture.style.getPropertyValue(name)
    if (value !== '' && value !== 'auto') place.style.setProperty(name, value)
  }
  place.textContent = picture.alt
  return place
}

/** Leaves out what loads something or hides how it does. @returns 1 when there was such a thing. */
function cleanStyle(element: Element): number {
  const declarations = (element.getAttribute('style') ?? '').split(';')
  const kept = declarations.filter((one) => !/url|image|\\|expression|@|position\s*:\s*(?:fixed|sticky)/i.test(one))
  if (kept.length === declarations.length) return 0
  element.setAttribute('style', kept.join(';'))
  return declarations.some((one) => /url\s*\(/i.test(one)) ? 1 : 0
}

/** The conversation that every answer drags along goes behind three dots; the browser's own element needs no script. */
function foldQuotes(letter: Element): void {
  const quotes = [...letter.querySelectorAll(QUOTES)].filter((quote) => !quote.parentElement?.closest(QUOTES))
  // An e-mail that is nothing but a quote is what one came to read.
  const isAll = quotes.length === 1 && (quotes[0]?.textContent ?? '').trim() === (letter.textContent ?? '').trim()
  if (isAll) return
  for (const quote of quotes) {
    const details = letter.ownerDocument.createElement('details')
    const summary = letter.ownerDocument.createElement('summary')
    summary.textContent = '•••'
    quote.replaceWith(details)
    details.append(summary, quote)
  }
}
