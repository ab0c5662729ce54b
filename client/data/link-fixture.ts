import { createSignal } from 'solid-js'
import type { ConnectionState } from './contract'
import type { Link, ToLeader, ToTabs } from './link'

/** A tab's end of the link, whose other end the test plays. */
export function makeFakeLink(phase: 'live' | 'offline' = 'live') {
  const listeners = new Set<(message: ToTabs) => void>()
  const sent: ToLeader[] = []
  const [connection, setConnection] = createSignal<ConnectionState>({ phase })
  const link: Link = {
    connection,
    send: (message) => void sent.push(message),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => undefined,
  }
  return {
    link,
    sent,
    /** Word from the leader. */
    hear(message: ToTabs): void {
      if (message.t === 'state') setConnection(message.connection)
      for (const listener of [...listeners]) listener(message)
    },
    count: () => listeners.size,
  }
}
