/** Asking the server, through the tab that leads. */
import { newId } from '#shared/domain/id'
import type { FoundHit, ServerHead } from '#shared/protocol/frames'
import { askLeader } from './ask-leader'
import type { SearchHit } from './contract-search'
import type { Link } from './link'

/** A server that has not answered by then is taken as out of reach. */
const ANSWER_TIMEOUT_MS = 10_000

/** @returns null when the server cannot be asked. */
export function searchThere(link: Link, text: string, after: number | null, signal: AbortSignal): Promise<ServerHead<'SEARCH_RES'> | null> {
  const rid = newId()
  return askLeader(link, {
    ask: { t: 'search', rid, text, after },
    answer: (message) => (message.t === 'search-done' && message.rid === rid ? message.found : undefined),
    patienceMs: ANSWER_TIMEOUT_MS,
    signal,
  })
}

export const hitOf = (hit: FoundHit): SearchHit => ({
  ...hit,
  key: hit.kind === 'contact' ? `contact/${hit.dialogId}` : `item/${hit.itemId ?? ''}`,
  isHere: false,
})
