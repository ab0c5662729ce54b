/**
 * Dialogs that are not held because they were closed long ago: asked for when the list is scrolled to its end.
 *
 * WIN3 A device holds every open dialog, and of the others every one updated after the window's beginning. Below it the
 * list is complete only as far as it was asked for here.
 */
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { newId } from '#shared/domain/id'
import type { Place } from '#shared/protocol/frames'
import { askLeader } from './ask-leader'
import type { DialogList, DialogQuery, DialogTab } from './contract'
import type { Link } from './link'
import { createLiveAround } from './live'
import { readPosition } from './replica'
import type { Store } from './view'

/** A page that has not come by then is given up; scrolling asks again. */
const TIMEOUT_MS = 10_000

export interface Older {
  readonly state: DialogList['older']
  load(): void
}

/** Shared by the lists of a page: what one has asked for is there for every other. */
export interface OlderDialogs {
  of(query: Accessor<DialogQuery>): Older
}

export function createOlderDialogs(store: Store, link: Link): OlderDialogs {
  const position = createLiveAround(() => readPosition(store.replica))
  /** How far each tab was asked for; null: to its end. */
  const [reached, setReached] = createSignal<ReadonlyMap<DialogTab, Place | null>>(new Map())
  const [isLoading, setLoading] = createSignal(false)
  const since = () => position()?.since ?? 0
  // Another window: what was asked for before may have been swept.
  createEffect(on(since, () => setReached(new Map()), { defer: true }))

  const nextOf = (tab: DialogTab): Place | null => {
    if (tab === 'open' || since() === 0) return null
    const known = reached().get(tab)
    return known === undefined ? { updatedAt: since(), id: '' } : known
  }

  async function load(tab: DialogTab): Promise<void> {
    const after = nextOf(tab)
    if (!after || isLoading()) return
    setLoading(true)
    const answer = await ask(link, { state: tab === 'all' ? null : tab, after })
    if (answer?.ok) setReached(new Map([...reached(), [tab, answer.next]]))
    setLoading(false)
  }

  return {
    of: (query) => ({
      state() {
        if (isLoading()) return 'loading'
        if (nextOf(query().tab) === null) return 'none'
        return link.connection().phase === 'live' ? 'on-server' : 'offline'
      },
      load: () => void load(query().tab),
    }),
  }
}

function ask(link: Link, of: { state: 'closed' | 'spam' | 'open' | null; after: Place }) {
  const rid = newId()
  return askLeader(link, {
    ask: { t: 'list', rid, ...of },
    answer: (message) => (message.t === 'list-done' && message.rid === rid ? message : undefined),
    patienceMs: TIMEOUT_MS,
  })
}
