import { expect, it } from 'vitest'
import type { TextPeer } from '../../data/contract-texts'
import { caretPieces } from './caret-pieces'

const peer = (name: string, caret: number | null): TextPeer => ({ key: name, name, color: 'red', caret })

it('[C1] puts carets where they stand and keeps every character', () => {
  const pieces = caretPieces('привет', [peer('b', 6), peer('a', 2), peer('away', null), peer('late', 99)])
  expect(pieces.map((piece) => ('peer' in piece ? `|${piece.peer.name}` : piece.text))).toEqual(['пр', '|a', 'ивет', '|b', '|late'])
})
