import type { TextPeer } from '../../data/contract-texts'

export type CaretPiece = { readonly text: string } | { readonly peer: TextPeer }

/** A text cut where colleagues' carets stand. */
export function caretPieces(text: string, peers: readonly TextPeer[]): readonly CaretPiece[] {
  const carets = peers.flatMap((peer) => (peer.caret === null ? [] : [{ peer, at: Math.min(Math.max(peer.caret, 0), text.length) }]))
  const pieces: CaretPiece[] = []
  let from = 0
  for (const { peer, at } of carets.sort((a, b) => a.at - b.at)) {
    if (at > from) pieces.push({ text: text.slice(from, at) })
    pieces.push({ peer })
    from = at
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}
