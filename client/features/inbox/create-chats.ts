import { type Accessor, createComputed, createSignal, getOwner, type JSX, mapArray, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { ForeseenDialog } from '../../data/contract'
import { type MadeAhead, makeAhead } from '../../ui/made-ahead'
import { whenIdle } from '../when-idle'
import { onceSeen, type Sight } from './sight'

export interface ChatsOptions {
  /** Those that are worth being made ahead: each anew when it is another object. */
  foreseen: Accessor<readonly ForeseenDialog[]>
  /** It stands on the screen, or is about to. */
  isOpen(id: Id): boolean
  /** The address names an item, and whoever shows the chat is to go there. */
  isAtItem: Accessor<boolean>
  make(id: Id, sight: Sight): JSX.Element
}

export interface Chats {
  /** It has been made already. */
  has(id: Id): boolean
  /** What is to stand in the page: the one in sight, those that may be next, and the one that has just left. */
  readonly standing: Accessor<readonly Pick<MadeAhead, 'element'>[]>
  /** This one is in sight from now on; undefined: none is. */
  open(id: Id | undefined): void
}

interface Chat extends MadeAhead {
  setInSight(isInSight: boolean): void
  setInert(isInert: boolean): void
}

/**
 * Chats, made while there is nothing else to do: those that are likely to be opened next stand in the page already, laid out
 * and out of sight, and to open one is to let it be seen. The one that goes is taken apart when the one that comes stands on
 * the screen.
 */
export function createChats({ foreseen, isOpen, isAtItem, make }: ChatsOptions): Chats {
  const owner = getOwner()
  const made = new Map<Id, Chat>()
  const [standing, setStanding] = createSignal<readonly Chat[]>([])
  let inSight: Chat | undefined
  let settle = () => {}

  const prepare = (id: Id) => {
    const [isInSight, setInSight] = createSignal(false)
    const [isInert, setInert] = createSignal(true)
    const chat: Chat = { ...makeAhead(() => make(id, { isInSight, isInert }), owner), setInSight, setInert }
    setStanding((before) => [...before, chat])
    return chat
  }
  const remove = (chat: Chat | undefined) => {
    if (!chat) return
    chat.dispose()
    setStanding((before) => before.filter((other) => other !== chat))
  }
  const drop = (id: Id) => {
    remove(made.get(id))
    made.delete(id)
  }
  const take = (id: Id) => {
    const ahead = made.get(id)
    made.delete(id)
    const chat = ahead ?? prepare(id)
    if (!ahead) chat.setInert(false)
    return chat
  }
  onCleanup(() => {
    settle()
    remove(inSight)
  })

  createComputed(
    mapArray(foreseen, ({ id }) => {
      onCleanup(whenIdle(() => !isOpen(id) && made.set(id, prepare(id)), 0))
      onCleanup(() => drop(id))
    }),
  )

  return {
    has: (id) => made.has(id),
    standing,
    open(id) {
      settle()
      let leaving = inSight
      if (isAtItem()) {
        // The one that goes would take the item for its own; in the one that comes it is not where it was to begin.
        remove(leaving)
        leaving = undefined
        if (id !== undefined) drop(id)
      }
      leaving?.setInSight(false)
      inSight = id === undefined ? undefined : take(id)
      inSight?.setInSight(true)
      inSight?.show()
      settle = onceSeen(() => {
        remove(leaving)
        inSight?.setInert(false)
      })
    },
  }
}
