import { describe, expect, test } from 'vitest'
import { claimOf, digestOf } from '#shared/protocol/digest'
import type { ClientHead } from '#shared/protocol/frames'
import { dialogRows, makeParts, messageRow, NOON, OLGA } from '../parts-fixture'
import { checkSlice } from './check'

type Check = ClientHead<'CHECK'>

/** One dialog with two messages, and what a device that holds it all says of it. */
async function makeSlice() {
  const parts = await makeParts()
  await parts.put(...dialogRows('d', { lastSeq: 2 }), messageRow('d', 1), messageRow('d', 2))
  const rows = await parts.store.changes({ from: 0, to: parts.feed.head(), limit: 100 })
  const claims = rows.filter(({ kind }) => ['dialog', 'contact', 'item'].includes(kind)).map(({ kind, id, row }) => claimOf(kind, id, row))
  const check: Check = {
    rid: 1,
    cursor: parts.feed.head(),
    scope: 'dialogs',
    from: NOON - 1000,
    before: null,
    isWhole: true,
    dialogs: [{ id: 'd', lo: 1, hi: 2 }],
    digest: digestOf(claims),
    claims: null,
  }
  return { parts, claims, check, say: (more: Partial<Check> = {}) => checkSlice(parts, OLGA, { ...check, ...more }) }
}

describe('a slice', () => {
  test('[DIG1] that is the server’s says so by its digest alone, in whatever order it was read', async () => {
    const { say, claims } = await makeSlice()
    expect(await say()).toEqual({ isSame: true, rows: [], low: {} })
    expect(await say({ digest: digestOf([...claims].reverse()) })).toMatchObject({ isSame: true })
  })

  test('[DIG1] that differs is asked for by the row, and then put right by no more than what differs', async () => {
    const { say, claims } = await makeSlice()
    expect(await say({ digest: 1 })).toEqual({ isSame: false, rows: [], low: {} })
    const [first, ...others] = claims
    const { rows } = await say({ digest: 1, claims: [...others, { ...(first ?? others[0]), hash: 7 } as (typeof claims)[number]] })
    expect(rows.map(({ kind, id }) => `${kind}/${id}`)).toEqual([`${first?.kind}/${first?.id}`])
  })

  test('[DIG2] in which a row is on its way is left to the batch that brings it', async () => {
    const { say, claims, check, parts } = await makeSlice()
    await parts.put(...dialogRows('d', { lastSeq: 2, unanswered: 5 }), messageRow('d', 2, { text: 'edited' }))
    expect(await say()).toMatchObject({ isSame: false })
    expect(await say({ claims })).toEqual({ isSame: true, rows: [], low: {} })
    const { rows } = await say({ claims, cursor: parts.feed.head() })
    expect(rows.map(({ id }) => id).sort()).toEqual(['d', 'd-2'])
    expect(check.cursor).toBeLessThan(parts.feed.head())
  })

  test('[DIG2] of a dialog that has left the viewer’s sight since is left to the batch that takes it away', async () => {
    const { claims, check, parts } = await makeSlice()
    const access = { visibility: 'own-and-unassigned', channelIds: null, epoch: 0 } as const
    const viewer = { operatorId: 'pavel', role: 'operator', access } as const
    await parts.put(...dialogRows('d', { lastSeq: 2, assigneeId: OLGA.operatorId }))
    const claimed = { ...check, digest: 1, claims }
    expect(await checkSlice(parts, viewer, claimed)).toEqual({ isSame: true, rows: [], low: {} })
    const { rows } = await checkSlice(parts, viewer, { ...claimed, cursor: parts.feed.head() })
    expect(rows.map(({ id, row }) => [id, row])).toContainEqual(['d-2', null])
  })

  test('[DIG2] in which something is committed while it is read is not put back to what was before', async () => {
    const { claims, check, parts } = await makeSlice()
    const { store } = parts
    const latestItems: typeof store.latestItems = async (...of) => {
      const items = await store.latestItems(...of)
      await parts.put(...dialogRows('e', { lastSeq: 1, unanswered: 5 }), messageRow('e', 1))
      return items
    }
    await parts.put(...dialogRows('e', { lastSeq: 0 }))
    const cursor = parts.feed.head()
    const spoilt = claims.map((claim) => ({ ...claim, hash: 7 }))
    const asked = { ...check, cursor, digest: 1, claims: spoilt }
    const { rows, low } = await checkSlice({ ...parts, store: { ...store, latestItems } }, OLGA, asked)
    expect(rows.map(({ id }) => id)).toContain('d-1')
    expect(rows.filter(({ id }) => id.startsWith('e'))).toEqual([])
    expect(low).toEqual({})
  })

  test('[DIG3] names as too much what was deleted, and says nothing of dialogs below an incomplete slice', async () => {
    const { say, claims, parts } = await makeSlice()
    await parts.put(...dialogRows('e', { lastSeq: 0 }))
    const cursor = parts.feed.head()
    expect((await say({ claims, cursor })).rows.map(({ id }) => id)).toContain('e')
    expect((await say({ claims, cursor, isWhole: false })).rows).toEqual([])
    const extra = { kind: 'item', id: 'never', hash: 3 } as const
    expect((await say({ digest: 1, claims: [...claims, extra], isWhole: false })).rows).toMatchObject([
      { kind: 'item', id: 'never', row: null },
    ])
  })
})
