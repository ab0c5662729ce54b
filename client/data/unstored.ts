/**
 * Words of documents between the key and the vault.
 *
 * DEV9 The vault's transaction ends with the tab, and on a busy device it takes some tenths of a second. So what is typed
 * is written down outside the tables in the same turn, and the next page takes it in. Both may: an update that comes twice
 * is one. Only what was typed here is written down, never what others have written around it (EVC6).
 */
import * as v from 'valibot'
import { DocumentName } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'

/** See wipe.ts. */
export const UNSTORED_PREFIX = 'okno.unstored.'

export interface Unstored {
  readonly doc: DocumentName
  /** History of the copy it was typed in. */
  readonly lineage: Id | null
  readonly bytes: Uint8Array
  /** The same for a reader: all that is of use when the copy's history has become another one (LIN3). */
  readonly words: string
}

export interface UnstoredSlips {
  /**
   * Replaces what was written down before under this id: of one document, opened once, in one tab. Null: all of it is
   * stored.
   */
  write(id: Id, unstored: Unstored | null): void
  /** What is left by tabs that have ended, and what others are just storing. */
  left(): readonly (Unstored & { strikeOut(): void })[]
}

export function makeUnstoredSlips(operatorId: Id, storage: Storage): UnstoredSlips {
  const prefix = `${UNSTORED_PREFIX}${operatorId}.`
  let isFull = false
  return {
    write(id, unstored) {
      if (unstored === null) return storage.removeItem(prefix + id)
      try {
        storage.setItem(prefix + id, encode(unstored))
        isFull = false
      } catch (error) {
        // Its five megabytes are full, or it is switched off: the vault alone has to do. Said once, not with every letter.
        if (!isFull) console.warn('What is typed could not be written down before it was stored', error)
        isFull = true
      }
    },
    left: () =>
      Object.keys(storage)
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const text = storage.getItem(key)
          const unstored = decode(text)
          if (!unstored) return []
          // Another tab may have gone on writing meanwhile.
          return [{ ...unstored, strikeOut: () => storage.getItem(key) === text && storage.removeItem(key) }]
        }),
  }
}

/** Documents of which something is written down here, and how to strike it out. */
export const unstoredDocuments = (storage: Storage): readonly { readonly doc: DocumentName; readonly key: string }[] =>
  Object.keys(storage).flatMap((key) => {
    const unstored = key.startsWith(UNSTORED_PREFIX) ? decode(storage.getItem(key)) : null
    return unstored ? [{ doc: unstored.doc, key }] : []
  })

const Written = v.object({ doc: DocumentName, lineage: v.nullable(v.string()), bytes: v.string(), words: v.string() })

const encode = ({ bytes, ...rest }: Unstored): string =>
  JSON.stringify({ ...rest, bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) } satisfies v.InferInput<
    typeof Written
  >)

function decode(text: string | null): Unstored | null {
  try {
    const { bytes, ...rest } = v.parse(Written, JSON.parse(text ?? ''))
    return { ...rest, bytes: Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0)) }
  } catch (error) {
    console.error('What was written down of a text cannot be read', error)
    return null
  }
}
