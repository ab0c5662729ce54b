/** Asking the server, through the tab that leads. */
import { type Id, newId } from '#shared/domain/id'
import type { FoundHit, ServerHead } from '#shared/protocol/frames'
import type { SearchHit } from './contract-search'
import type { Link } from './link'

/** A server that has not answered by then is taken as out of reach. */
const ANSWER_TIMEOUT_MS = 10_000

/** @returns null when the server cannot be asked. */
export function askLeader(link: Link, text: string, after: number | null, signal: AbortSignal): Promise<ServerHead<'SEARCH_RES'> | null> {
  const rid: Id = newId()
  return new Promise((resolve) => {
    const finish = (found: ServerHead<'SEARCH_RES'> | null) => {
      clearTimeout(timer)
      stop()
      resolve(found)
    }
    const timer = setTimeout(() => finish(null), ANSWER_TIMEOUT_MS)
    const stop = link.listen((message) => {
      if (message.t === 'search-done' && message.rid === rid) finish(message.found)
    })
    signal.addEventListener('abort', () => finish(null), { once: true })
    link.send({ t: 'search', rid, text, after })
  })
}

export const hitOf = (hit: FoundHit): SearchHit => ({
  ...hit,
  key: hit.kind === 'contact' ? `contact/${hit.dialogId}` : `item/${hit.itemId ?? ''}`,
  isHere: false,
})
