import type { WidgetLanguage } from '#shared/protocol/widget'
import { parseColour } from './colour'
import { chooseLanguage } from './language'

/** What the shop has written into its script tag. */
export interface Embed {
  /** Of the Okno server. */
  readonly origin: string
  readonly channelId: string
  readonly language: WidgetLanguage
  readonly colour: string
  readonly position: 'left' | 'right'
}

/** @returns null, with a word to the shop's developer, when the tag is not to be found or names no channel. */
export function findEmbed(document: Document, current: Element | null): Embed | null {
  const script =
    current instanceof HTMLScriptElement ? current : document.querySelector<HTMLScriptElement>('script[data-channel][src*="widget.js"]')
  const channelId = script?.dataset.channel?.trim()
  if (!script || !channelId) {
    console.warn('Okno: the script tag needs data-channel.')
    return null
  }
  const { language, colour, color, position } = script.dataset
  return {
    origin: new URL(script.src).origin,
    channelId,
    language: chooseLanguage([language, document.documentElement.lang, ...navigator.languages]),
    colour: parseColour(colour ?? color),
    position: position === 'left' ? 'left' : 'right',
  }
}

/** The page's address goes behind the `#`, which no server's log sees. */
export function frameAddress({ origin, channelId, language, colour }: Embed, page: string): string {
  const query = new URLSearchParams({ channel: channelId, language, colour, embedded: '1' })
  return `${origin}/widget/frame.html?${query}#${encodeURIComponent(page)}`
}
