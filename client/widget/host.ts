import { type Accessor, createSignal } from 'solid-js'
import { type FromFrame, parseToFrame, seal } from './host-message'

/** The page around the frame. */
export interface Host {
  readonly isEmbedded: boolean
  /** The window is open in the page. */
  readonly isShown: Accessor<boolean>
  tell(message: FromFrame): void
}

export function connectHost(isEmbedded: boolean): Host {
  const isFramed = isEmbedded && window.parent !== window
  const [isShown, setShown] = createSignal(!isFramed)
  // Any page may embed the chat, so there is no one origin to name; nothing of the conversation is told.
  const tell = (message: FromFrame) => isFramed && window.parent.postMessage(seal(message), '*')
  if (isFramed) {
    window.addEventListener('message', ({ source, data }) => {
      const message = source === window.parent ? parseToFrame(data) : null
      if (message) setShown(message.type === 'shown')
    })
    tell({ type: 'ready' })
  }
  return { isEmbedded: isFramed, isShown, tell }
}
