/**
 * What colleagues are told of this tab's operator. The server forgets within half a minute whoever says nothing, and a new
 * connection, or another tab that leads, knows nothing of what was said before: so it is said again, as long as it holds.
 */
import { createEffect, createMemo, on, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { isUp, type Link } from './link'

/** Two may get lost before the server's half minute is over. Milliseconds. */
const REPEAT_MS = 12_000

type State = 'viewing' | 'typing' | 'away'

export type TellPresence = (dialogId: Id, state: State) => void

export function createOwnPresence(link: Link): TellPresence {
  let told: { readonly dialogId: Id; readonly state: State } | null = null
  const tell = () => told && link.send({ t: 'presence', ...told })
  createEffect(
    on(
      createMemo(() => isUp(link.connection())),
      (up) => up && tell(),
      { defer: true },
    ),
  )
  const timer = setInterval(tell, REPEAT_MS)
  onCleanup(() => clearInterval(timer))

  return (dialogId, state) => {
    if (state !== 'away') told = { dialogId, state }
    else if (told?.dialogId === dialogId) told = null
    link.send({ t: 'presence', dialogId, state })
  }
}
