import { describe, expect, test } from 'vitest'
import { PUBLIC_SCOPE } from '#shared/domain/permissions'
import { MAX_BATCH_ROWS } from '#shared/protocol/frames'
import type { StoredRow } from '../store/port'
import { frameful, framesOf, MAX_FRAME_WEIGHT, weightOf } from './weight'

const document = (ver: number, bytes: number): StoredRow => ({
  kind: 'document',
  id: `remark.c${ver}`,
  ver,
  scope: PUBLIC_SCOPE,
  row: { id: `remark.c${ver}`, state: 'A'.repeat(bytes), text: '' },
})
const small = (ver: number): StoredRow => ({ kind: 'contact', id: `c${ver}`, ver, scope: PUBLIC_SCOPE, row: { id: `c${ver}` } })

describe('rows of one frame', () => {
  test('weigh less than the limit, but for a single row that weighs more alone', () => {
    const rows = [document(1, 100_000), document(2, 100_000), document(3, 100_000), document(4, 1_400_000), small(5)]
    expect([...framesOf(rows)].map((frame) => frame.map(({ ver }) => ver))).toEqual([[1, 2], [3], [4], [5]])
  })

  test('are no more than the limit of rows', () => {
    const rows = Array.from({ length: MAX_BATCH_ROWS + 1 }, (_, index) => small(index + 1))
    expect(frameful(rows)).toHaveLength(MAX_BATCH_ROWS)
    expect([...framesOf(rows)].map(({ length }) => length)).toEqual([MAX_BATCH_ROWS, 1])
  })

  test('weigh about what they weigh', () => {
    const stored = document(1, 50_000)
    const real = JSON.stringify(stored).length
    expect(weightOf(stored) / real).toBeGreaterThan(0.9)
    expect(weightOf(stored) / real).toBeLessThan(1.2)
    expect(weightOf(document(1, MAX_FRAME_WEIGHT))).toBeGreaterThan(MAX_FRAME_WEIGHT)
  })

  test('weigh what they have said before, too', () => {
    const was = { text: 'слово '.repeat(1000) }
    const row = { id: 't', text: 'слово', earlier: [{ at: 1, by: 'olga', was }] }
    const stored: StoredRow = { kind: 'template', id: 't', ver: 1, scope: PUBLIC_SCOPE, row }
    expect(weightOf(stored)).toBeGreaterThan(was.text.length * 2)
  })

  test('none are one frame of none', () => {
    expect([...framesOf([])]).toEqual([])
    expect(frameful([])).toEqual([])
  })
})
