import { type Accessor, createSignal, getOwner, onCleanup, runWithOwner } from 'solid-js'
import type { DocumentName } from '#shared/domain/document'
import type { SharedText } from './contract-texts'
import type { Link } from './link'
import type { UnstoredSlips } from './unstored'
import type { Store } from './view'

export interface Texts {
  create(name: Accessor<DocumentName | null>): SharedText
  /** Fetches the code: whoever has opened a chat may write in it without a network the next moment. */
  prepare(): void
  /** Reads a document anew from what is stored. */
  reload(name: DocumentName): void
  close(): void
}

/** Milliseconds until code that did not come is asked for again. */
const RETRY_MS = 3000

/** Texts that several may edit; Yjs and all around it comes with the first of them: the list does without. */
export function makeLazyTexts(store: Store, link: Link, slips: UnstoredSlips): Texts {
  let isClosed = false
  let code: ReturnType<typeof load> | undefined
  const loaded = () => {
    code ??= load(store, link, slips).catch((error: unknown) => {
      // Of no use to whoever asks next: without a service worker the network had only blinked, perhaps.
      code = undefined
      throw error
    })
    return code
  }

  const prepare = () => void loaded().catch(() => undefined)
  // DEV9 Whatever is opened first: they are to reach the others too.
  if (slips.left().length > 0) prepare()

  function create(name: Accessor<DocumentName | null>): SharedText {
    const owner = getOwner()
    const [text, setText] = createSignal<SharedText>()
    const listeners = new Map<(map: (index: number) => number) => void, () => void>()
    let isOver = false
    onCleanup(() => {
      isOver = true
    })
    const begin = async (): Promise<void> => {
      const { documents, createSharedText } = await loaded()
      if (isOver || isClosed) return
      runWithOwner(owner, () => {
        const made = createSharedText(store, documents, name)
        for (const listener of listeners.keys()) listeners.set(listener, made.onRemoteChange(listener))
        setText(made)
      })
    }
    const tryToBegin = () => {
      if (isOver || isClosed) return
      begin().catch((error: unknown) => {
        console.error('Texts could not be shown yet', error)
        setTimeout(tryToBegin, RETRY_MS)
      })
    }
    tryToBegin()
    return {
      text: () => text()?.text() ?? '',
      isLoading: () => text()?.isLoading() ?? true,
      isDamaged: () => text()?.isDamaged() ?? false,
      isSynced: () => text()?.isSynced() ?? true,
      peers: () => text()?.peers() ?? [],
      splice: (index, remove, insert) => text()?.splice(index, remove, insert),
      setCaret: (index) => text()?.setCaret(index),
      onRemoteChange(listener) {
        listeners.set(listener, text()?.onRemoteChange(listener) ?? (() => undefined))
        return () => {
          listeners.get(listener)?.()
          listeners.delete(listener)
        }
      },
    }
  }

  return {
    create,
    prepare,
    reload: (name) => void code?.then(({ documents }) => documents.reload(name)),
    close() {
      isClosed = true
      void code?.then(({ documents }) => documents.close())
    },
  }
}

async function load(store: Store, link: Link, slips: UnstoredSlips) {
  const [{ createDocuments }, { createSharedText }] = await Promise.all([import('./documents'), import('./shared-text')])
  return { documents: createDocuments(store, link, slips), createSharedText }
}
