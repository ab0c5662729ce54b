import { describe, expect, test } from 'vitest'
import { newDialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { PUBLIC_SCOPE, type Viewer } from '#shared/domain/permissions'
import type { StoredRow } from '../store/port'
import { createVisibility } from './visibility'

const OWN: Viewer = { operatorId: 'me', role: 'operator', access: { visibility: 'own', channelIds: null, epoch: 1 } }
const FREE: Viewer = { operatorId: 'me', role: 'operator', access: { visibility: 'own-and-unassigned', channelIds: null, epoch: 1 } }
const ONE_CHANNEL: Viewer = { operatorId: 'me', role: 'operator', access: { visibility: 'all', channelIds: ['c1'], epoch: 1 } }
const ADMIN: Viewer = { ...OWN, role: 'admin' }

const dialog = (id: Id, assigneeId: Id | null, ver: number, channelId = 'c1'): StoredRow => ({
  kind: 'dialog',
  id,
  ver,
  scope: PUBLIC_SCOPE,
  row: { ...newDialog({ id, channelId, contactId: `of-${id}` }, 0), assigneeId },
})
const row = (kind: StoredRow['kind'], id: Id, body: object = {}): StoredRow => ({
  kind,
  id,
  ver: 1,
  scope: PUBLIC_SCOPE,
  row: { id, ...body },
})

async function startedAt(head: number, rows: readonly StoredRow[]) {
  let isRead = false
  return createVisibility({
    head: async () => head,
    page: async () => [],
    async dialogsByRecency() {
      const page = isRead ? [] : rows
      isRead = true
      return page
    },
  })
}

describe('what a viewer sees', () => {
  test('[PERM1] goes by channel and assignee, and all of a dialog goes with it', async () => {
    const visibility = await startedAt(0, [])
    visibility.update([dialog('mine', 'me', 1), dialog('free', null, 2), dialog('theirs', 'you', 3), dialog('far', 'me', 4, 'c2')])
    const seenBy = (viewer: Viewer) => ['mine', 'free', 'theirs', 'far'].filter((id) => visibility.seesDialog(viewer, id))
    expect(seenBy(OWN)).toEqual(['mine', 'far'])
    expect(seenBy(FREE)).toEqual(['mine', 'free', 'far'])
    expect(seenBy(ONE_CHANNEL)).toEqual(['mine', 'free', 'theirs'])
    for (const stored of [
      row('item', 'i', { dialogId: 'theirs' }),
      row('order', 'o', { dialogId: 'theirs' }),
      row('contact', 'of-theirs'),
      row('document', 'note.theirs.n'),
      row('document', 'remark.of-theirs'),
      row('dialog', 'theirs'),
    ]) {
      expect({ stored, sees: visibility.sees(OWN, stored) }).toEqual({ stored, sees: false })
      expect(visibility.sees(ADMIN, stored)).toBe(true)
    }
    expect(visibility.sees(OWN, row('item', 'i', { dialogId: 'mine' }))).toBe(true)
    expect(visibility.sees(OWN, row('contact', 'of-mine'))).toBe(true)
  })

  test('[PERM3] is everything for owners and administrators, whatever their access says', async () => {
    const visibility = await startedAt(0, [dialog('theirs', 'you', 1)])
    expect(visibility.seesDialog(ADMIN, 'theirs')).toBe(true)
    expect(visibility.standing(ADMIN, 'theirs', 0)).toBe('kept')
  })
})

describe('what changed for a viewer since a cursor', () => {
  test('a dialog given to them is granted, one taken from them withdrawn', async () => {
    const visibility = await startedAt(10, [dialog('a', 'you', 5), dialog('b', 'me', 6)])
    visibility.update([dialog('a', 'me', 11), dialog('b', 'you', 12)])
    expect(visibility.standing(OWN, 'a', 10)).toBe('granted')
    expect(visibility.standing(OWN, 'b', 10)).toBe('withdrawn')
    expect(visibility.standing(OWN, 'a', 11)).toBe('kept')
    expect(visibility.standing(OWN, 'b', 12)).toBe('hidden')
  })

  test('there and back again is granted to whoever was told in between, and kept by whoever was not', async () => {
    const visibility = await startedAt(10, [dialog('a', 'me', 5)])
    visibility.update([dialog('a', 'you', 11)])
    visibility.update([dialog('a', 'me', 12)])
    expect(visibility.standing(OWN, 'a', 11)).toBe('granted')
    expect(visibility.standing(OWN, 'a', 10)).toBe('kept')
  })

  test('a move between two states that are both seen does not hide the one before it', async () => {
    const visibility = await startedAt(10, [dialog('a', 'you', 5)])
    visibility.update([dialog('a', 'me', 11)])
    visibility.update([dialog('a', null, 12)])
    expect(visibility.standing(FREE, 'a', 10)).toBe('granted')
  })

  test('a dialog made since is kept: all of it comes with the changes', async () => {
    const visibility = await startedAt(10, [])
    visibility.update([dialog('a', null, 11)])
    expect(visibility.standing(FREE, 'a', 10)).toBe('kept')
    expect(visibility.standing(OWN, 'a', 10)).toBe('hidden')
  })

  test('what happened before the server started is not known, so both are taken for changed', async () => {
    const visibility = await startedAt(10, [dialog('a', 'me', 9), dialog('b', 'you', 9)])
    expect(visibility.standing(OWN, 'a', 3)).toBe('granted')
    expect(visibility.standing(OWN, 'b', 3)).toBe('withdrawn')
  })

  test('more moves than are remembered count as not known', async () => {
    const visibility = await startedAt(10, [dialog('a', 'me', 5)])
    for (let ver = 11; ver < 40; ver += 1) visibility.update([dialog('a', ver % 2 === 0 ? 'me' : 'you', ver)])
    expect(visibility.standing(OWN, 'a', 10)).toBe('withdrawn')
    expect(visibility.standing(OWN, 'a', 38)).toBe('withdrawn')
    expect(visibility.standing(OWN, 'a', 39)).toBe('hidden')
  })
})
