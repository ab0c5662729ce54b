import { useLocation, useSearchParams } from '@solidjs/router'
import { type Accessor, createComputed, createMemo, createSignal, on } from 'solid-js'
import { isSame } from '#shared/lib/is-same'
import type { DialogQuery } from '../../data/contract'
import { afterPaint } from '../after-paint'
import { dialogQueryParams, parseDialogQuery } from './dialog-query'

/** Chosen, and not in the URL yet: to write it there takes the browser as long as it takes to draw the list. */
const [chosen, setChosen] = createSignal<DialogQuery | null>(null)
let cancel = () => {}

/** Reads the list's query from the URL and writes it there, once the list that it asks for is on the screen. */
export function createQuery(): [Accessor<DialogQuery>, (to: DialogQuery) => void] {
  const [params, setParams] = useSearchParams()
  const location = useLocation()
  const word = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
  const written = createMemo(
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
  createComputed(on(written, () => setChosen(null), { defer: true }))
  const query = createMemo(() => chosen() ?? written(), undefined, { equals: isSame })

  const choose = (to: DialogQuery) => {
    cancel()
    setChosen(to)
    cancel = afterPaint(() => {
      const isHere = location.pathname.startsWith('/chats')
      if (isHere && !isSame(written(), to)) setParams({ ...dialogQueryParams(to) }, { replace: true })
      else setChosen(null)
    })
  }
  return [query, choose]
}
