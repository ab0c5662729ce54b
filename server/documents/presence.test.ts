import { describe, expect, test } from 'vitest'
import { type AwarenessEntry, encodeAwareness, parseAwareness, parseMessage } from './messages'
import { Carets, type Editor } from './presence'

const editor = (name: string): Editor => ({ name, operatorId: name, deliver: () => undefined })
const OLGA = editor('olga')
const PAVEL = editor('pavel')

const update = (...entries: { clientId: number; clock?: number; state?: unknown }[]): Uint8Array =>
  encodeAwareness(entries.map(({ clientId, clock = 1, state = {} }) => ({ clientId, clock, state })))

function read(message: Uint8Array | null): readonly AwarenessEntry[] | null {
  const parsed = message && parseMessage(message)
  return parsed?.kind === 'awareness' ? parseAwareness(parsed.bytes) : null
}

describe('carets', () => {
  test('[DOC3] carry the identity the server knows, whatever the client says', () => {
    const forged = [
      { user: { name: 'Директор', id: 'owner', color: 'red' } },
      { user: null },
      { user: 'Директор' },
      {},
      { user: { id: 'owner' }, caret: 5 },
    ]
    for (const state of forged) {
      const [entry] = read(new Carets().accept(OLGA, update({ clientId: 1, state }))) ?? []
      expect(entry?.state).toMatchObject({ user: { name: 'olga', id: 'olga' } })
    }
  })

  test('[DOC3] nobody speaks for a client of somebody else, not even to send it away', () => {
    const carets = new Carets()
    carets.accept(OLGA, update({ clientId: 1 }))
    expect(carets.accept(PAVEL, update({ clientId: 1, clock: 9 }))).toBeNull()
    expect(carets.accept(PAVEL, update({ clientId: 1, clock: 9, state: null }))).toBeNull()
    expect(carets.accept(PAVEL, update({ clientId: 2 }, { clientId: 1, clock: 9 }))).toBeNull()
    expect(read(carets.all())?.map(({ clientId }) => clientId)).toEqual([1])
  })

  test('of everybody are shown to whoever comes', () => {
    const carets = new Carets()
    expect(carets.all()).toBeNull()
    carets.accept(OLGA, update({ clientId: 1, state: { caret: 3 } }))
    carets.accept(PAVEL, update({ clientId: 2 }))
    expect(read(carets.all())).toMatchObject([
      { clientId: 1, state: { caret: 3 } },
      { clientId: 2, state: { user: { name: 'pavel' } } },
    ])
  })

  test('of somebody who leaves go, of all the clients at once, and no others', () => {
    const carets = new Carets()
    carets.accept(OLGA, update({ clientId: 1, clock: 4 }, { clientId: 2, clock: 7 }))
    carets.accept(PAVEL, update({ clientId: 3 }))
    expect(read(carets.leave(OLGA))).toEqual([
      { clientId: 1, clock: 5, state: null },
      { clientId: 2, clock: 8, state: null },
    ])
    expect(carets.leave(OLGA)).toBeNull()
    expect(read(carets.all())?.map(({ clientId }) => clientId)).toEqual([3])
  })

  test('that are taken away by their owner are forgotten', () => {
    const carets = new Carets()
    carets.accept(OLGA, update({ clientId: 1 }))
    expect(read(carets.accept(OLGA, update({ clientId: 1, clock: 2, state: null })))).toEqual([{ clientId: 1, clock: 2, state: null }])
    expect(carets.all()).toBeNull()
  })

  test('of one editor are few and small: a client that keeps inventing others is refused', () => {
    const carets = new Carets()
    const accepted = Array.from({ length: 1000 }, (_, n) => carets.accept(OLGA, update({ clientId: n }))).filter(
      (message) => message !== null,
    )
    expect(accepted).toHaveLength(16)
    expect(carets.accept(OLGA, update({ clientId: 3, clock: 2 }))).not.toBeNull()
    expect(carets.accept(PAVEL, update({ clientId: 5000 }))).not.toBeNull()
    expect(carets.accept(PAVEL, update({ clientId: 5001, state: { junk: 'x'.repeat(20_000) } }))).toBeNull()
  })

  test('of somebody who comes back on a new connection are theirs, and stay when the old one ends', () => {
    const carets = new Carets()
    const again = editor('olga')
    carets.accept(OLGA, update({ clientId: 1 }))
    expect(carets.accept(again, update({ clientId: 1, clock: 2 }))).not.toBeNull()
    expect(carets.leave(OLGA)).toBeNull()
    expect(read(carets.all())?.map(({ clientId }) => clientId)).toEqual([1])
  })

  test('of a program are no other program’s, though neither has a name of a person', () => {
    const carets = new Carets()
    const program = (): Editor => ({ name: 'key', operatorId: null, deliver: () => undefined })
    carets.accept(program(), update({ clientId: 1 }))
    expect(carets.accept(program(), update({ clientId: 1, clock: 2 }))).toBeNull()
  })

  test('that are no awareness update are refused', () => {
    expect(new Carets().accept(OLGA, new Uint8Array([200, 1, 2]))).toBeNull()
  })
})
