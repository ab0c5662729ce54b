import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Dialog } from '#shared/domain/dialog'
import { commit, dialog, draft, ids, keys, message, put, result, update, workspace } from './contract-samples'
import type { Store } from './port'

export function commitRules(store: () => Store): void {
  describe('commits', () => {
    atomicity(store)
    versions(store)
    reads(store)
  })
}

function atomicity(store: () => Store): void {
  test('[ST1] a commit writes everything or nothing', async () => {
    await put(store(), message('a', 1))
    const refused = commit(store(), {
      changes: [dialog('a'), dialog('b'), message('a', 1, 'another')],
      results: [result('command')],
      names: new Map([['visitor', 'a']]),
      documentUpdates: [update('note.a.n', 'u', 1)],
    })
    await expect(refused).rejects.toThrow('place')
    expect(keys(await store().changes({ from: 0, to: 9, limit: 9 }))).toEqual(['item/a-1@1'])
    expect(await store().head()).toBe(1)
    expect(await store().results(['command'], 'operator')).toEqual([])
    expect(await store().names(['visitor'])).toEqual(new Map())
    expect(await store().documents(['note.a.n'])).toEqual(new Map())
    expect(await store().count('dialog')).toBe(0)
  })

  test('[ST1] work that throws writes nothing and holds nobody up', async () => {
    const failed = store().transact(() => Promise.reject(new Error('no')))
    const next = put(store(), dialog('a'))
    await expect(failed).rejects.toThrow('no')
    expect(await next).toMatchObject({ from: 0, to: 1 })
  })

  test('[ST1] two items cannot hold one place of a dialog, within a commit or across', async () => {
    await expect(put(store(), message('a', 1, 'x'), message('a', 1, 'y'))).rejects.toThrow('place')
    await put(store(), message('a', 1, 'x'))
    await expect(put(store(), message('a', 1, 'y'))).rejects.toThrow('place')
    expect(ids(await store().latestItems(['a'], 9))).toEqual(['x'])
  })

  test('[ST1] an item cannot leave its place', async () => {
    await put(store(), message('a', 1, 'x'))
    await expect(put(store(), message('a', 2, 'x'))).rejects.toThrow('place')
    await expect(put(store(), message('b', 1, 'x'))).rejects.toThrow('place')
  })

  test('[I4] a command that has its result cannot be given another', async () => {
    await commit(store(), { changes: [dialog('a')], results: [result('command')] })
    await expect(commit(store(), { changes: [dialog('b')], results: [result('command')] })).rejects.toThrow('result')
    expect(await store().rows([{ kind: 'dialog', id: 'b' }])).toEqual([])
  })
}

function versions(store: () => Store): void {
  test('[ST2] rows are numbered in the order given, without holes', async () => {
    const first = await put(store(), dialog('a'), message('a', 1), workspace())
    const second = await put(store(), message('a', 2), dialog('a'))
    expect([first.from, first.to, second.from, second.to]).toEqual([0, 3, 3, 5])
    expect(keys(first.rows)).toEqual(['dialog/a@1', 'item/a-1@2', 'workspace/workspace@3'])
    expect(keys(second.rows)).toEqual(['item/a-2@4', 'dialog/a@5'])
    expect(await store().head()).toBe(5)
  })

  test('[ST2] commits asked for at once are decided one after another, each on the rows of the one before', async () => {
    const raise = () =>
      store().transact(async (tx) => {
        const [row] = await tx.rows([{ kind: 'dialog', id: 'a' }])
        const held = row ? v.parse(Dialog, row.row).lastSeq : 0
        return { writes: { changes: [dialog('a', 1, held + 1)] }, value: held }
      })
    const commits = await Promise.all(Array.from({ length: 20 }, raise))
    expect(commits.map(({ value }) => value)).toEqual(commits.map((_, index) => index))
    expect(commits.map(({ to }) => to)).toEqual(commits.map((_, index) => index + 1))
  })

  test('[ST2] a row given twice is written once, as it was last', async () => {
    const { rows, to } = await put(store(), dialog('a', 1), message('a', 1), dialog('a', 2))
    expect(keys(rows)).toEqual(['item/a-1@1', 'dialog/a@2'])
    expect(to).toBe(2)
    expect(await store().count('dialog')).toBe(1)
    expect(await store().rows([{ kind: 'dialog', id: 'a' }])).toEqual([rows[1]])
  })

  test('[ST2] the head stays when no row is written', async () => {
    await put(store(), dialog('a'))
    const answered = await commit(store(), { results: [result('command')] })
    const typed = await commit(store(), { documentUpdates: [update('note.a.n', 'u', 1)] })
    const nothing = await commit(store(), {})
    for (const { from, to, rows } of [answered, typed, nothing]) expect([from, to, rows]).toEqual([1, 1, []])
    expect(await store().head()).toBe(1)
    expect(await store().results(['command'], 'operator')).toEqual([{ id: 'command', status: 'done', code: null, seq: 1 }])
  })

  test('[ST2] a deleted row leaves a tombstone with the scope it had', async () => {
    await put(store(), draft('d', 'olha'), dialog('a'))
    const { rows } = await commit(store(), {
      deletions: [
        { kind: 'draft', id: 'd' },
        { kind: 'draft', id: 'never-was' },
      ],
    })
    expect(rows).toEqual([{ kind: 'draft', id: 'd', ver: 3, scope: { owner: 'olha' }, row: null }])
    expect(await store().changes({ from: 0, to: 9, limit: 9 })).toMatchObject([{ id: 'a', ver: 2 }, rows[0]])
    expect(await store().rows([{ kind: 'draft', id: 'd' }])).toEqual(rows)
    expect(await store().all('draft')).toEqual([])
    expect(await store().count('draft')).toBe(0)
    expect((await commit(store(), { deletions: [{ kind: 'draft', id: 'd' }] })).to).toBe(3)
    await put(store(), draft('d', 'olha'))
    expect(await store().count('draft')).toBe(1)
  })

  test('[ST2] a row changed and deleted in one commit is deleted', async () => {
    const { rows } = await commit(store(), { changes: [draft('d', 'olha')], deletions: [{ kind: 'draft', id: 'd' }] })
    expect(rows).toEqual([{ kind: 'draft', id: 'd', ver: 1, scope: { owner: 'olha' }, row: null }])
    expect(await store().count('draft')).toBe(0)
  })
}

function reads(store: () => Store): void {
  test('[ST3] a read after a commit sees it', async () => {
    for (let n = 1; n <= 20; n++) {
      const { rows, to } = await put(store(), dialog(`d${n}`, n), message('a', n))
      expect(await store().head()).toBe(to)
      expect(await store().changes({ from: to - 2, to, limit: 9 })).toEqual(rows)
      expect(ids(await store().latestItems(['a'], 1))).toEqual([`a-${n}`])
    }
  })

  test('rows are given in the order asked, once each, without the unknown', async () => {
    await put(store(), dialog('a'), message('a', 1), dialog('b'))
    const asked = await store().rows([
      { kind: 'dialog', id: 'b' },
      { kind: 'item', id: 'a-1' },
      { kind: 'contact', id: 'b' },
      { kind: 'dialog', id: 'b' },
    ])
    expect(keys(asked)).toEqual(['dialog/b@3', 'item/a-1@2'])
    expect(asked[1]).toMatchObject({ row: message('a', 1).row, scope: { owner: null } })
    expect(await store().rows([])).toEqual([])
  })

  test('all live rows of a kind are listed', async () => {
    await put(store(), draft('d', 'olha'), draft('e', 'ivan'), workspace())
    expect(ids(await store().all('draft'))).toEqual(['d', 'e'])
    expect((await store().all('workspace')).map(({ row }) => row)).toEqual([workspace().row])
  })
}
