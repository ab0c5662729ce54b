import { describe, expect, test } from 'vitest'
import type { Viewer } from '#shared/domain/permissions'
import { dialogRows, makeParts, NOON, OLGA, PAVEL } from '../parts-fixture'
import { listDialogs } from './list'

const OWN: Viewer = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } }

async function makeShop() {
  const parts = await makeParts()
  for (let n = 0; n < 7; n += 1) {
    const more = { state: n % 2 === 0 ? 'closed' : 'spam', updatedAt: NOON + n, assigneeId: n < 3 ? 'pavel' : null } as const
    await parts.put(...dialogRows(`d${n}`, more))
  }
  return parts
}

describe('[WIN3] dialogs closed long ago', () => {
  test('are listed by the page, newest first, each with its person, down to the last', async () => {
    const parts = await makeShop()
    const ids: string[] = []
    let after: { updatedAt: number; id: string } | null = { updatedAt: NOON + 6, id: '' }
    while (after) {
      const page = await listDialogs(parts, OLGA, { state: 'closed', after, limit: 2 })
      expect(page.rows.filter(({ kind }) => kind === 'contact')).toHaveLength(page.rows.length / 2)
      ids.push(...page.rows.flatMap(({ kind, id }) => (kind === 'dialog' ? [id] : [])))
      after = page.next
    }
    expect(ids).toEqual(['d4', 'd2', 'd0'])
  })

  test('[I1] are those that the viewer may see; what is hidden is no place of theirs either', async () => {
    const parts = await makeShop()
    const page = await listDialogs(parts, OWN, { state: null, after: { updatedAt: NOON + 7, id: '' }, limit: 2 })
    expect(page.rows.flatMap(({ kind, id }) => (kind === 'dialog' ? [id] : []))).toEqual(['d2', 'd1'])
    expect(page.next).toEqual({ updatedAt: NOON + 1, id: 'd1' })
    const last = await listDialogs(parts, OWN, { state: null, after: page.next ?? { updatedAt: 0, id: '' }, limit: 2 })
    expect(last.rows.flatMap(({ kind, id }) => (kind === 'dialog' ? [id] : []))).toEqual(['d0'])
    expect(last.next).toBeNull()
  })

  test('[I1] behind very many hidden ones the next page begins at a time, and nobody is passed over', async () => {
    const parts = await makeShop()
    const hidden = Array.from({ length: 5100 }, (_, n) => dialogRows(`h${n}`, { updatedAt: NOON + 1000 + Math.floor(n / 3) }))
    await parts.put(...hidden.flat())
    const ids: string[] = []
    let after: { updatedAt: number; id: string } | null = { updatedAt: NOON + 9999, id: '' }
    for (let pages = 0; after && pages < 9; pages += 1) {
      const page = await listDialogs(parts, OWN, { state: null, after, limit: 2 })
      ids.push(...page.rows.flatMap(({ kind, id }) => (kind === 'dialog' ? [id] : [])))
      expect(page.next?.id ?? '').not.toMatch(/^h/)
      after = page.next
    }
    expect(ids).toEqual(['d2', 'd1', 'd0'])
  })
})
