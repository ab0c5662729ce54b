import { type Accessor, batch, createComputed, createRoot, createSignal, getOwner, on, onCleanup, untrack } from 'solid-js'
import { isSame } from '#shared/lib/is-same'
import type { DialogList, DialogQuery } from '../../data/contract'
import { useData } from '../data-context'
import { onceSeen, type Sight } from './sight'

export interface ListsOptions {
  query: Accessor<DialogQuery>
  /** One is at work in the list that is in sight: it takes another question, and is not replaced. */
  isWorkedIn(): boolean
}

/** A list that stands in the page. */
export interface StandingList {
  readonly query: Accessor<DialogQuery>
  readonly list: DialogList
  readonly sight: Sight
}

export interface Lists {
  readonly inSight: Accessor<StandingList>
  /** What is to stand in the page: the one in sight, the one that may be next, and the one that has just left. */
  readonly standing: Accessor<readonly StandingList[]>
  /** This list is likely to be asked for next; null: none is. */
  expect(query: DialogQuery | null): void
}

interface OwnList extends StandingList {
  ask(query: DialogQuery): void
  setInSight(isInSight: boolean): void
  setInert(isInert: boolean): void
  dispose(): void
}

/**
 * The list that answers the query, and the one that is likely to come next: that stands in the page already, laid out and out
 * of sight, and is let be seen when it is asked for. Nobody foresaw it: the one in sight takes the question.
 */
export function createLists({ query, isWorkedIn }: ListsOptions): Lists {
  const data = useData()
  const owner = getOwner()
  const prepare = (asked: DialogQuery, isFirst: boolean): OwnList =>
    createRoot((dispose) => {
      const [of, ask] = createSignal(asked, { equals: isSame })
      const [isInSight, setInSight] = createSignal(isFirst)
      const [isInert, setInert] = createSignal(!isFirst)
      const list = data.createDialogList(of, isInSight)
      return { query: of, list, sight: { isInSight, isInert }, ask, setInSight, setInert, dispose }
    }, owner)

  const [inSight, setInSight] = createSignal(prepare(untrack(query), true))
  const [standing, setStanding] = createSignal<readonly OwnList[]>([untrack(inSight)])
  let ahead: OwnList | undefined
  let settle = () => {}

  const remove = (one: OwnList) => {
    setStanding((before) => before.filter((other) => other !== one))
    one.dispose()
  }
  const show = (next: OwnList) => {
    settle()
    const leaving = inSight()
    ahead = undefined
    batch(() => {
      leaving.setInSight(false)
      next.setInSight(true)
      setInSight(next)
    })
    settle = onceSeen(() => {
      remove(leaving)
      next.setInert(false)
    })
  }
  onCleanup(() => {
    settle()
    for (const one of standing()) remove(one)
  })

  createComputed(
    on(
      query,
      (asked) => {
        const isReady = ahead && isSame(ahead.list.answers(), asked)
        if (ahead && isReady && !isWorkedIn()) show(ahead)
        else inSight().ask(asked)
      },
      { defer: true },
    ),
  )

  return {
    inSight,
    standing,
    expect(next) {
      if (next === null) {
        if (ahead) remove(ahead)
        ahead = undefined
      } else if (ahead) {
        ahead.ask(next)
      } else {
        const made = prepare(next, false)
        ahead = made
        setStanding((before) => [...before, made])
      }
    },
  }
}
