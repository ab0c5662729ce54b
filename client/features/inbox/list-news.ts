import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { DialogList, DialogQuery } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { isFiltered } from './dialog-query'

/** A text is told when it changes: between two that are the same there is none for so long. Milliseconds. */
const PAUSE_MS = 50

/** What a screen reader is told when a tab or a filter has changed the list under it. Never what comes and goes by itself. */
export function createListNews(list: Accessor<DialogList>, query: Accessor<DialogQuery>): Accessor<string> {
  const [text, setText] = createSignal('')
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    clearTimeout(timer)
    timer = setTimeout(() => setText(newsOf(list(), query())), PAUSE_MS)
  }
  onCleanup(() => clearTimeout(timer))
  // As many as before are told again.
  createEffect(on(query, () => setText(''), { defer: true }))
  createEffect(
    on(
      () => list().answers(),
      (now, before) => now && before && tell(),
    ),
  )
  // What was closed long ago has come, or there is none.
  createEffect(
    on(
      () => list().older(),
      (now, before) => before === 'loading' && now !== 'loading' && text() === t().inbox.older.loading && tell(),
    ),
  )
  return text
}

function newsOf(list: DialogList, query: DialogQuery): string {
  const count = list.ids().length
  const words = t().inbox
  if (count > 0) return words.listed(count, list.hasMore())
  // With filters nobody asks for what was closed long ago, unless somebody does.
  if (list.older() === 'loading' || (list.older() === 'on-server' && !isFiltered(query))) return words.older.loading
  return isFiltered(query) ? words.empty.filtered : words.empty[query.tab]
}
