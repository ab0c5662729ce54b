/** Who has their caret where in one document. DOC3: identity is the server's word, never the client's. */
import type { Id } from '#shared/domain/id'
import { type AwarenessEntry, awarenessMessage, encodeAwareness, MAX_AWARENESS_CLIENTS, parseAwareness } from './messages'

/** Somebody who has the document open. */
export interface Editor {
  readonly name: string
  readonly operatorId: Id | null
  /** A y-protocols message (sync or awareness). */
  deliver(message: Uint8Array): void
}

/** A name, a colour and a caret take some hundred. */
const MAX_AWARENESS_BYTES = 16 * 1024

export class Carets {
  readonly #held = new Map<number, { readonly editor: Editor; readonly entry: AwarenessEntry }>()

  /** @returns the stamped message for the others, or null when the update is not one, or speaks for somebody else. */
  accept(editor: Editor, update: Uint8Array): Uint8Array | null {
    const entries = update.length > MAX_AWARENESS_BYTES ? null : parseAwareness(update)
    if (!entries || entries.some(({ clientId }) => !this.#isOwn(clientId, editor)) || this.#isTooMany(entries, editor)) return null
    const stamped = entries.map((entry) => ({ ...entry, state: stamp(entry.state, editor) }))
    for (const entry of stamped) {
      if (entry.state === null) this.#held.delete(entry.clientId)
      else this.#held.set(entry.clientId, { editor, entry })
    }
    return awarenessMessage(encodeAwareness(stamped))
  }

  /** The same person on a new connection takes over from the old one, whose end may not have been noticed yet. */
  #isOwn(clientId: number, editor: Editor): boolean {
    const owner = this.#held.get(clientId)?.editor
    return !owner || owner === editor || (owner.operatorId !== null && owner.operatorId === editor.operatorId)
  }

  #isTooMany(entries: readonly AwarenessEntry[], editor: Editor): boolean {
    const clients = new Set(entries.filter(({ state }) => state !== null).map(({ clientId }) => clientId))
    for (const [clientId, held] of this.#held) if (held.editor === editor) clients.add(clientId)
    return clients.size > MAX_AWARENESS_CLIENTS
  }

  /** Everybody's carets, for somebody who has just come. */
  all(): Uint8Array | null {
    const entries = [...this.#held.values()].map(({ entry }) => entry)
    return entries.length > 0 ? awarenessMessage(encodeAwareness(entries)) : null
  }

  /** @returns the message that takes a leaving editor's carets away. */
  leave(editor: Editor): Uint8Array | null {
    const gone: AwarenessEntry[] = []
    for (const [clientId, { editor: owner, entry }] of this.#held) {
      if (owner !== editor) continue
      this.#held.delete(clientId)
      gone.push({ clientId, clock: entry.clock + 1, state: null })
    }
    return gone.length > 0 ? awarenessMessage(encodeAwareness(gone)) : null
  }
}

function stamp(state: unknown, { operatorId, name }: Editor): object | null {
  if (typeof state !== 'object' || state === null) return null
  const user = 'user' in state && typeof state.user === 'object' ? state.user : {}
  return { ...state, user: { ...user, id: operatorId, name } }
}
