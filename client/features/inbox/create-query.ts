import { useSearchParams } from '@solidjs/router'
import { type Accessor, createMemo } from 'solid-js'
import { isSame } from '#shared/lib/is-same'
import type { DialogQuery } from '../../data/contract'
import { dialogQueryParams, parseDialogQuery } from './dialog-query'

/** Reads the list's query from the URL and writes it there. */
export function createQuery(): [Accessor<DialogQuery>, (to: DialogQuery) => void] {
  const [params, setParams] = useSearchParams()
  const word = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
  const query = createMemo(
    () =>
      parseDialogQuery({
        tab: word(params.tab),
        answer: word(params.answer),
        assignee: word(params.assignee),
        channel: word(params.channel),
      }),
    undefined,
    // The page's address changes with every chat opened; the list must not start anew for that.
    { equals: isSame },
  )
  return [query, (to) => setParams({ ...dialogQueryParams(to) }, { replace: true })]
}
