/** Documents read for whoever asks: all that are asked for while one read is under way are read together by the next. */
import type { DocumentName } from '#shared/domain/document'
import type { Store } from '../store/port'

/** Of one read: bounds the wait of whoever comes next. */
const MAX_TOGETHER = 32

interface Asked {
  readonly come: Promise<readonly Uint8Array[]>
  resolve(updates: readonly Uint8Array[]): void
  reject(reason: unknown): void
}

/** @returns reads the updates of a document as they stand after the call (DOC2): a read under way is not joined. */
export function createLoader(store: Pick<Store, 'documents'>): (doc: DocumentName) => Promise<readonly Uint8Array[]> {
  const waiting = new Map<DocumentName, Asked>()
  let isReading = false

  async function read(): Promise<void> {
    isReading = true
    // What is asked for in the same turn joins the first read.
    await Promise.resolve()
    while (waiting.size > 0) {
      const group = [...waiting].slice(0, MAX_TOGETHER)
      for (const [doc] of group) waiting.delete(doc)
      try {
        const found = await store.documents(group.map(([doc]) => doc))
        for (const [doc, { resolve }] of group) resolve(found.get(doc)?.updates ?? [])
      } catch (reason) {
        for (const [, { reject }] of group) reject(reason)
      }
    }
    isReading = false
  }

  return (doc) => {
    const asked = waiting.get(doc) ?? ask()
    waiting.set(doc, asked)
    if (!isReading) void read()
    return asked.come
  }
}

function ask(): Asked {
  let resolve: Asked['resolve'] = () => {}
  let reject: Asked['reject'] = () => {}
  const come = new Promise<readonly Uint8Array[]>((settle, fail) => {
    resolve = settle
    reject = fail
  })
  return { come, resolve, reject }
}
