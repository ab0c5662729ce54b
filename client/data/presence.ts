import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import type { ServerHead } from '#shared/protocol/frames'
import type { DialogPresence } from './contract'
import { isUp, type Link } from './link'

type News = ServerHead<'PRESENCE'>

/** A customer who types says so every few seconds; silence this long is a pause. Milliseconds. */
const CUSTOMER_TYPING_MS = 6000

export interface Presence {
  of(dialogId: Accessor<Id>): Accessor<DialogPresence>
}

/** What the leader hears of others, kept while the tab lives. */
export function createPresenceBoard(link: Link, operators: Accessor<ReadonlyMap<Id, Operator>>): Presence {
  const [board, setBoard] = createSignal<ReadonlyMap<string, News>>(new Map())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function put(key: string, news: News | null): void {
    const next = new Map(board())
    if (news) next.set(key, news)
    else next.delete(key)
    setBoard(next)
  }

  const stop = link.listen((message) => {
    if (message.t === 'state' && !isUp(message.connection)) setBoard(new Map())
    if (message.t !== 'presence') return
    const { news } = message
    const key = `${news.dialogId}/${news.operatorId ?? ''}`
    clearTimeout(timers.get(key))
    put(key, news.state === 'away' ? null : news)
    if (news.operatorId === null && news.state === 'typing')
      timers.set(
        key,
        setTimeout(() => put(key, null), CUSTOMER_TYPING_MS),
      )
  })
  onCleanup(stop)

  return {
    of: (dialogId) => () => {
      const here = [...board().values()].filter((news) => news.dialogId === dialogId())
      return {
        isCustomerTyping: here.some(({ operatorId }) => operatorId === null),
        operators: here.flatMap(({ operatorId, state }) => {
          const operator = operatorId === null ? undefined : operators().get(operatorId)
          return operator && state !== 'away' ? [{ id: operator.id, name: operator.name, state }] : []
        }),
      }
    },
  }
}
