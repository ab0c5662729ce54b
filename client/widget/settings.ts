import type { WidgetLanguage } from '#shared/protocol/widget'
import { parseColour } from './colour'
import { chooseLanguage } from './language'

/** What the window was opened with. */
export interface Settings {
  readonly channelId: string
  readonly language: WidgetLanguage
  readonly colour: string
  /** Address of the page the visitor is on. */
  readonly page: string
  /** In a shop's page; otherwise the chat is a page of its own. */
  readonly isEmbedded: boolean
}

const MAX_PAGE_CHARS = 2000

export function readSettings(address: { readonly search: string; readonly hash: string }, languages: readonly string[]): Settings {
  const query = new URLSearchParams(address.search)
  return {
    channelId: query.get('channel') ?? '',
    language: chooseLanguage([query.get('language'), ...languages]),
    colour: parseColour(query.get('colour')),
    page: decode(address.hash.slice(1)).slice(0, MAX_PAGE_CHARS),
    isEmbedded: query.get('embedded') === '1',
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
