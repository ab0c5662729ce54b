import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { DialogList, DialogQuery } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { isFiltered } from './dialog-query'

/** What a screen reader is told when a tab or a filter has changed the list under it. Never what comes and goes by itself. */
export function createListNews(list: DialogList, query: Accessor<DialogQuery>): Accessor<string> {
  const [text, setText] = createSignal('')
  // As many as before are told again.
  createEffect(on(query, () => setText(''), { defer: true }))
  createEffect(on(list.answers, (now, before) => now && before && setText(newsOf(list, now))))
  return text
}

function newsOf(list: DialogList, query: DialogQuery): string {
  const count = list.ids().length
  const words = t().inbox
  if (count > 0) return words.listed(count, list.hasMore())
  if (list.older() === 'on-server' || list.older() === 'loading') return words.older.loading
  return isFiltered(query) ? words.empty.filtered : words.empty[query.tab]
}
