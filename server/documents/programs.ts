import type { Id } from '#shared/domain/id'

/** Open connections of programs, by the API key they came with: a key that is taken away takes them along. */
export interface Programs {
  /** @returns to be called when the connection has ended. */
  add(keyId: Id, end: () => void): () => void
  end(keyId: Id): void
  /** How often a key was taken away. */
  endings(): number
}

export function createPrograms(): Programs {
  const open = new Set<{ readonly keyId: Id; readonly end: () => void }>()
  let endings = 0
  return {
    add(keyId, end) {
      const program = { keyId, end }
      open.add(program)
      return () => void open.delete(program)
    },
    end(keyId) {
      endings += 1
      for (const program of [...open]) if (program.keyId === keyId) program.end()
    },
    endings: () => endings,
  }
}
