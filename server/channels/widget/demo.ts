/** The demonstration shop: a page that embeds the chat exactly as a customer's page would. */
import { readFile } from 'node:fs/promises'
import type { Id } from '#shared/domain/id'
import type { HttpHandler } from '../../http/port'

/** Stands in the page where a customer writes the id of the channel. */
const PLACEHOLDER = 'CHANNEL_ID'

/** As strict as a careful shop's: what the chat needs is the script and the frame, and this proves it. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'",
}

/** @param channelId an id of ours: letters, digits and `_.-`, nothing that could end an attribute. */
export const demoPage = (html: string, channelId: Id): string => html.replaceAll(PLACEHOLDER, channelId)

/** Answers /demo, /demo/ and /demo/index.html. @param firstChannel the widget channel to show; null when there is none. */
export function createDemoHandler({ file, firstChannel }: { readonly file: string; firstChannel(): Id | null }): HttpHandler {
  return async () => {
    const channelId = firstChannel()
    if (channelId === null) return { status: 404, headers: PAGE_HEADERS, body: 'There is no website channel yet.' }
    return { status: 200, headers: PAGE_HEADERS, body: demoPage(await readFile(file, 'utf8'), channelId) }
  }
}
