import * as Y from 'yjs'

const EDIT_CHARS = 100
const AUTHORS = 3

/** A document as three people write it, in edits of a line; the same bytes every time. */
export function makeContent(bytes: number): Uint8Array {
  const docs = Array.from({ length: AUTHORS }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = 1_000_000_000 + index
    return doc
  })
  const edits = Math.ceil(bytes / (EDIT_CHARS + 20))
  for (let edit = 0; edit < edits; edit += 1) {
    const doc = docs[edit % AUTHORS]
    if (!doc) break
    const text = doc.getText('text')
    text.insert((edit * 7919) % (text.length + 1), `${String(edit).padEnd(EDIT_CHARS - 1, 'abcdefgh ')}\n`)
    const update = Y.encodeStateAsUpdate(doc)
    if (edit % AUTHORS === AUTHORS - 1 || edit === edits - 1) for (const other of docs) Y.applyUpdate(other, update)
    else Y.applyUpdate(docs[(edit + 1) % AUTHORS] ?? doc, update)
  }
  return Y.encodeStateAsUpdate(docs[0] ?? new Y.Doc())
}
