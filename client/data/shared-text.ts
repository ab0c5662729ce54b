import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import * as Y from 'yjs'
import { type DocumentName, TEXT_KEY } from '#shared/domain/document'
import type { SharedText, TextPeer } from './contract-texts'
import type { Documents, OpenDocument } from './documents'
import { createLiveOf } from './live'
import type { Store } from './view'

interface Caret {
  readonly user?: { readonly name?: string; readonly id?: string | null }
  readonly caret?: unknown
}

/** @param name null: not wanted yet; nothing is opened. */
export function createSharedText(store: Store, documents: Documents, name: Accessor<DocumentName | null>): SharedText {
  const [text, setText] = createSignal('')
  const [isLoading, setLoading] = createSignal(true)
  const [isDamaged, setDamaged] = createSignal(false)
  const [isSynced, setSynced] = createSignal(true)
  const [peers, setPeers] = createSignal<readonly TextPeer[]>([])
  const listeners = new Set<(map: (index: number) => number) => void>()
  let current: OpenDocument | null = null

  createEffect(
    on(name, (documentName) => {
      setLoading(true)
      if (documentName === null) return
      const { current: opened, release } = documents.open(documentName)
      createEffect(on(opened, follow))
      onCleanup(release)
    }),
  )

  function follow(document: OpenDocument): void {
    const { doc, provider } = document
    const content = doc.getText(TEXT_KEY)
    current = document
    createEffect(() => setDamaged(document.isDamaged()))
    // Only the tables say that it is over: what has just been stored waits there to be sent.
    createEffect(() => document.isKept() || setSynced(false))
    let isGone = false
    const show = (event?: Y.YTextEvent) => {
      setText(content.toString())
      if (event && !event.transaction.local) for (const listener of listeners) listener(moveBy(event.delta))
      showPeers()
    }
    const showPeers = () => setPeers(readPeers(document))
    void document.loaded.then(() => {
      if (isGone) return
      // Not before all of it is there: a text that comes piece by piece, or not at all, is not shown as an empty one.
      content.observe(show)
      provider.awareness.on('change', showPeers)
      show()
      setLoading(false)
    })
    onCleanup(() => {
      isGone = true
      content.unobserve(show)
      provider.awareness.off('change', showPeers)
      provider.awareness.setLocalStateField('caret', null)
      if (current === document) current = null
    })
  }

  createLiveOf(
    name,
    async (documentName) => (documentName === null ? 0 : store.vault.updates.where('doc').equals(documentName).count()),
    (count) => setSynced(count === 0 && current?.isKept() !== false),
  )

  return {
    text,
    isLoading,
    isDamaged,
    isSynced,
    peers,
    splice(index, remove, insert) {
      const content = current?.doc.getText(TEXT_KEY)
      if (!content) return
      current?.doc.transact(() => {
        if (remove > 0) content.delete(index, remove)
        if (insert !== '') content.insert(index, insert)
      })
    },
    setCaret(index) {
      if (!current) return
      const content = current.doc.getText(TEXT_KEY)
      const caret = index === null ? null : Y.createRelativePositionFromTypeIndex(content, index)
      current.provider.awareness.setLocalStateField('caret', caret)
    },
    onRemoteChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Where an index of the text before a change lies after it. */
export function moveBy(delta: readonly { retain?: number; insert?: unknown; delete?: number }[]): (index: number) => number {
  return (index) => {
    let before = 0
    let after = index
    for (const { retain = 0, insert, delete: removed = 0 } of delta) {
      if (before > index) break
      before += retain
      if (typeof insert === 'string' && before <= index) after += insert.length
      if (removed > 0 && before < index) after -= Math.min(removed, index - before)
      before += removed
    }
    return after
  }
}

function readPeers({ doc, provider }: OpenDocument): TextPeer[] {
  const peers: TextPeer[] = []
  for (const [clientId, state] of provider.awareness.getStates() as Map<number, Caret>) {
    if (clientId === doc.clientID || !state.user?.name) continue
    peers.push({
      key: String(clientId),
      name: state.user.name,
      color: colorOf(state.user.id ?? state.user.name),
      caret: caretIndex(doc, state.caret),
    })
  }
  return peers
}

function caretIndex(doc: Y.Doc, caret: unknown): number | null {
  if (typeof caret !== 'object' || caret === null) return null
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(caret), doc)?.index ?? null
  } catch {
    // Awareness is another client's word and may be anything.
    return null
  }
}

/** A hue that is the same for a person everywhere. */
function colorOf(key: string): string {
  let hash = 0
  for (const char of key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 360
  return `hsl(${hash} 70% 45%)`
}
