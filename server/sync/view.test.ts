import { describe, expect, test } from 'vitest'
import { orderRow } from '#shared/domain/order-fixture'
import { change } from '#shared/domain/row'
import { dialogRows, makeParts, messageRow, PAVEL } from '../parts-fixture'
import { createView } from './view'

const OWN = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } } as const

/** The rows of every change after `from`, as Pavel, who sees only what is his, is told of them. */
async function toldSince(parts: Awaited<ReturnType<typeof makeParts>>, from: number) {
  const { rows } = await parts.feed.read(from, 1000)
  return createView(parts.store, parts.visibility, parts.clock)(OWN, from, rows)
}

const brief = (rows: Awaited<ReturnType<typeof toldSince>>) =>
  rows.map(({ kind, id, row }) => `${kind} ${id}${row === null ? ' gone' : ''}`)

describe('a viewer who sees only their own dialogs', () => {
  test('[SND3] is told of these, and nothing of others', async () => {
    const parts = await makeParts()
    const from = parts.feed.head()
    await parts.put(...dialogRows('mine', { assigneeId: 'pavel' }), messageRow('mine', 1))
    await parts.put(...dialogRows('theirs', { assigneeId: 'olga' }), messageRow('theirs', 1), change('order', orderRow('o', 'theirs')))
    expect(brief(await toldSince(parts, from))).toEqual(['contact mine-contact', 'dialog mine', 'item mine-1'])
  })

  test('[EVC1] is told that a dialog given to another is gone, in its place among the changes', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('a', { assigneeId: 'pavel' }), ...dialogRows('b', { assigneeId: 'pavel' }))
    const from = parts.feed.head()
    const given = change('dialog', { ...(await rowOf(parts, 'a')), assigneeId: 'olga' })
    await parts.put(given, messageRow('a', 1), messageRow('b', 1))
    expect(brief(await toldSince(parts, from))).toEqual(['dialog a gone', 'item b-1'])
  })

  test('[EVC2] is given a dialog with all that belongs to it: person, orders, newest items, own draft', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('a', { assigneeId: 'olga', lastSeq: 2 }), messageRow('a', 1), messageRow('a', 2))
    const draft = (operatorId: string) => change('draft', { id: `${operatorId}.a`, operatorId, dialogId: 'a', text: operatorId })
    await parts.put(draft('olga'), draft('pavel'), change('order', orderRow('o', 'a')))
    const from = parts.feed.head()
    await parts.put(change('dialog', { ...(await rowOf(parts, 'a')), assigneeId: 'pavel' }))
    const told = brief(await toldSince(parts, from))
    expect(told[0]).toBe('dialog a')
    expect(told.slice(1).sort()).toEqual(['contact a-contact', 'draft pavel.a', 'item a-1', 'item a-2', 'order o'])
  })
})

async function rowOf(parts: Awaited<ReturnType<typeof makeParts>>, id: string) {
  const row = await parts.row('dialog', id)
  if (!row) throw new Error(`No dialog ${id}`)
  return row
}
