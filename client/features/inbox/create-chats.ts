import { type Accessor, createComputed, getOwner, type JSX, mapArray, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { ForeseenDialog } from '../../data/contract'
import { type MadeAhead, makeAhead } from '../../ui/made-ahead'
import { afterPaint } from '../after-paint'
import { whenIdle } from '../when-idle'

export interface ChatsOptions {
  /** Those that are worth being made ahead: each anew when it is another object. */
  foreseen: Accessor<readonly ForeseenDialog[]>
  /** It stands on the screen, or is about to. */
  isOpen(id: Id): boolean
  /** The address names an item, and whoever shows the chat is to go there. */
  isAtItem: Accessor<boolean>
  make(id: Id): JSX.Element
}

export interface Chats {
  /** It has been made already. */
  has(id: Id): boolean
  /** What is to be put into the page; it lives as long as whoever asks. */
  open(id: Id): JSX.Element
}

/**
 * Chats, made while there is nothing else to do: those that are likely to be opened next wait out of the page, and to open
 * one is to put it there. The one that goes is taken apart when the one that comes stands on the screen.
 */
export function createChats({ foreseen, isOpen, isAtItem, make }: ChatsOptions): Chats {
  const owner = getOwner()
  const made = new Map<Id, MadeAhead>()
  let leaving: MadeAhead | undefined
  let stopWaiting = () => {}
  const takeApart = () => {
    stopWaiting()
    leaving?.dispose()
    leaving = undefined
  }
  onCleanup(takeApart)

  const prepare = (id: Id) => makeAhead(() => make(id), owner)
  const drop = (id: Id) => {
    made.get(id)?.dispose()
    made.delete(id)
  }

  createComputed(
    mapArray(foreseen, ({ id }) => {
      onCleanup(whenIdle(() => !isOpen(id) && made.set(id, prepare(id)), 0))
      onCleanup(() => drop(id))
    }),
  )

  return {
    has: (id) => made.has(id),
    open(id) {
      // Where to begin is then not what was foreseen.
      if (isAtItem()) drop(id)
      const chat = made.get(id) ?? prepare(id)
      made.delete(id)
      onCleanup(() => {
        takeApart()
        leaving = chat
        // It would take the item in the address for its own; and a tab out of sight paints nothing.
        if (isAtItem() || document.hidden) takeApart()
        else stopWaiting = afterPaint(takeApart)
      })
      chat.show()
      return chat.element
    },
  }
}
