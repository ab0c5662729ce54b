import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import type { SendJob } from '../store/port'
import { Ledger } from './ledger'

const named = (name: string) => change('workspace', { id: 'w', name, country: 'UA', guardsReplies: true })
const stored = (name: string) => ({ kind: 'workspace', id: 'w', ver: 1, scope: { owner: null }, row: named(name).row }) as const
const JOB: SendJob = { itemId: 'i', dialogId: 'd', channelId: 'c', state: 'queued', attempts: 0, dueAt: 0, since: 0 }

const ledger = () => new Ledger({ rows: [stored('committed')], names: new Map([['known', 'id']]), results: [] })

describe('a ledger', () => {
  test('shows committed rows and names until something else is decided', () => {
    const made = ledger()
    expect(made.get('workspace', 'w')?.name).toBe('committed')
    expect(made.get('dialog', 'w')).toBeUndefined()
    expect(made.name('known')).toBe('id')
    expect(made.name('unknown')).toBeUndefined()
    made.attempt((inner) => inner.put([named('decided')]))
    expect(made.get('workspace', 'w')?.name).toBe('decided')
  })

  test('a deleted row is not there', () => {
    expect(new Ledger({ rows: [{ ...stored('x'), row: null }], names: new Map(), results: [] }).get('workspace', 'w')).toBeUndefined()
  })

  test('[COM3] a work that throws leaves no row, name, job, result, raw event or update', () => {
    const made = ledger()
    const before = made.writes()
    const fail = () =>
      made.attempt((inner) => {
        inner.put([named('half')])
        inner.claim('name', 'id')
        inner.enqueue(JOB)
        inner.answer({ id: 'c', type: 'dialog.spam', args: {} }, 'olga', { id: 'c', status: 'done', code: null })
        inner.keepRaw('c', 'k', 0, 'raw')
        inner.addUpdate({ doc: 'remark.c', updateId: 'u', authorId: null, at: 0, bytes: new Uint8Array() })
        throw new Error('no')
      })
    expect(fail).toThrow('no')
    expect(made.writes()).toEqual(before)
    expect(made.get('workspace', 'w')?.name).toBe('committed')
    expect(made.result('olga', 'c')).toBeUndefined()
  })

  test('a row that devices could not read is a bug of the work that makes it, and goes no further', () => {
    const made = ledger()
    expect(() => made.attempt((inner) => inner.put([named('x'.repeat(81))]))).toThrow('schema')
    expect(made.writes().changes).toEqual([])
  })

  test('a work sees what it has itself decided', () => {
    ledger().attempt((inner) => {
      inner.put([named('own')])
      inner.claim('name', 'id')
      expect(inner.get('workspace', 'w')?.name).toBe('own')
      expect(inner.name('name')).toBe('id')
    })
  })

  test('a row changed again is written once, after what was changed between', () => {
    const made = ledger()
    const operator = change('operator', { id: 'o', name: 'O', email: 'o@okno.test', role: 'owner', isDisabled: false })
    for (const each of [named('first'), operator, named('second')]) made.attempt((inner) => inner.put([each]))
    expect(made.writes().changes).toEqual([operator, named('second')])
  })

  test('[I4] a result is its operator’s: another one may use the same id', () => {
    const made = ledger()
    made.attempt((inner) => inner.answer({ id: 'c', type: 'dialog.spam', args: {} }, 'olga', { id: 'c', status: 'done', code: null }))
    expect(made.result('olga', 'c')).toMatchObject({ status: 'done' })
    expect(made.result('pavel', 'c')).toBeUndefined()
  })
})
