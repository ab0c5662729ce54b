import { describe, expect, test } from 'vitest'
import type { DialogQuery } from './contract'
import { contact, dialog, furnish, makeDevice, message, NOON, outboxRow } from './device-fixture'
import { listDialogs, readDialogs } from './dialogs'
import { listed } from './listing'
import { readTimeline } from './timeline'
import type { Store } from './view'

const ALL: DialogQuery = { tab: 'all', answer: 'all', assignees: [], channels: [] }
const idsOf = async (device: Store, query: Partial<DialogQuery> = {}, limit = 100) =>
  (await listDialogs(device, { ...ALL, ...query }, limit)).ids

/** Dialogs `d0` (oldest) … `d4`, of every state. */
async function shop() {
  const device = makeDevice()
  await furnish(device)
  await device.replica.dialogs.clear()
  const states = ['open', 'closed', 'spam', 'open', 'open'] as const
  for (const [n, state] of states.entries()) {
    const row = dialog(`d${n}`, { state, updatedAt: NOON + n, unanswered: n % 2, assigneeId: n === 3 ? 'olga' : null })
    await device.replica.dialogs.put(row)
    await device.replica.listing.put(listed(row))
    await device.replica.contacts.put(contact(`d${n}-contact`, { name: `Имя ${n}` }))
  }
  return device
}

describe('the list of dialogs', () => {
  test('is in order of the last thing that happened, of one tab or of all', async () => {
    const device = await shop()
    expect(await idsOf(device)).toEqual(['d4', 'd3', 'd2', 'd1', 'd0'])
    expect(await idsOf(device, { tab: 'open' })).toEqual(['d4', 'd3', 'd0'])
    expect(await idsOf(device, { tab: 'open', answer: 'waiting' })).toEqual(['d3'])
  })

  test('says whether there is more', async () => {
    const device = await shop()
    expect(await listDialogs(device, ALL, 5)).toMatchObject({ hasMore: false })
    expect(await listDialogs(device, ALL, 4)).toMatchObject({ hasMore: true, ids: { length: 4 } })
  })

  test('[OVL3] shows at once what the operator has done: it leaves one tab and stands in the other, on top', async () => {
    const device = await shop()
    await device.vault.outbox.add(
      outboxRow('c', { type: 'dialog.close', args: { dialogId: 'd0', seen: 0 }, dialogId: 'd0', createdAt: NOON + 100 }),
    )
    expect(await idsOf(device, { tab: 'open' })).toEqual(['d4', 'd3'])
    expect(await idsOf(device, { tab: 'closed' })).toEqual(['d0', 'd1'])
    expect(await idsOf(device)).toEqual(['d0', 'd4', 'd3', 'd2', 'd1'])
    expect(await idsOf(device, {}, 1)).toEqual(['d0'])
  })

  test('counts what waits and what was refused, for each dialog', async () => {
    const device = await shop()
    await device.vault.outbox.bulkAdd([
      outboxRow('a', { dialogId: 'd4', args: { dialogId: 'd4' } }),
      outboxRow('b', { dialogId: 'd4', args: { dialogId: 'd4' }, state: 'refused', code: 'stale' }),
      outboxRow('c', { dialogId: 'd3', args: { dialogId: 'd3' }, state: 'done', seq: 99 }),
    ])
    const rows = await readDialogs(device, ['d4', 'd3', 'd2'])
    expect(rows.map(({ id, waiting, refused }) => [id, waiting, refused]).filter(([, waiting, refused]) => waiting || refused)).toEqual([
      ['d4', 1, 1],
    ])
  })

  test('shows the name and the draft as the operator has just left them', async () => {
    const device = await shop()
    await device.replica.drafts.put({ id: 'olga.d4', operatorId: 'olga', dialogId: 'd4', text: 'старый' })
    await device.vault.outbox.bulkAdd([
      outboxRow('a', { type: 'contact.rename', args: { dialogId: 'd4', contactId: 'd4-contact', name: 'Анна' }, dialogId: 'd4' }),
      outboxRow('b', { type: 'draft.set', args: { operatorId: 'olga', dialogId: 'd4', text: 'новый', base: 'старый' }, dialogId: null }),
    ])
    const [row] = await readDialogs(device, ['d4'])
    expect(row).toMatchObject({ contact: { name: 'Анна' }, draft: 'новый', channel: { id: 'website' } })
  })
})

describe('a timeline', () => {
  async function withItems(...stretches: [number, number][]) {
    const device = makeDevice()
    await furnish(device)
    for (const [lo, hi] of stretches) for (let dseq = lo; dseq <= hi; dseq += 1) await device.replica.items.put(message('d', dseq))
    await device.replica.ranges.put({ dialogId: 'd', ranges: stretches })
    await device.replica.dialogs.put(dialog('d', { lastSeq: stretches.at(-1)?.[1] ?? 0, lastInSeq: 1 }))
    return device
  }
  const places = ({ entries }: Awaited<ReturnType<typeof readTimeline>>) => entries.map(({ item }) => item.dseq)

  test('[I5] shows the newest stretch without holes, and nothing before a hole', async () => {
    const seen = await readTimeline(await withItems([1, 3], [6, 9]), 'd')
    expect(places(seen)).toEqual([6, 7, 8, 9])
    expect(seen).toMatchObject({ lo: 6, heldFrom: 6, hasMoreHere: false })
  })

  test('[WIN1] of a dialog held as a row of the list alone begins after its newest item, so that all of it is asked for', async () => {
    const device = await withItems()
    await device.replica.items.clear()
    await device.replica.dialogs.put(dialog('d', { lastSeq: 7 }))
    expect(await readTimeline(device, 'd')).toMatchObject({ entries: [], lo: 8, heldFrom: 0, hasMoreHere: false })
  })

  test('shows the newest part of it, and knows that there is more on the device', async () => {
    const device = await withItems([1, 9])
    expect(await readTimeline(device, 'd', { older: 3 })).toMatchObject({ lo: 7, hasMoreHere: true })
    expect(await readTimeline(device, 'd', { older: 9 })).toMatchObject({ lo: 1, hasMoreHere: false })
  })

  test('shows what the operator has just written after it, as pending, once', async () => {
    const device = await withItems([1, 2])
    const args = { dialogId: 'd', itemId: 'new', text: 'Да', attachments: [], replyTo: null, seen: 2, ifUnchanged: false }
    await device.vault.outbox.add(outboxRow('c', { type: 'message.send', args, state: 'done', seq: 99 }))
    const { entries } = await readTimeline(device, 'd')
    expect(entries.map(({ id, isPending }) => [id, isPending])).toEqual([
      ['d-1', false],
      ['d-2', false],
      ['c.assigned', true],
      ['new', true],
    ])
    // The rows arrive, the cursor not yet: still once.
    await device.replica.items.put(message('d', 4, { id: 'new', direction: 'out', text: 'Да' }))
    await device.replica.ranges.put({ dialogId: 'd', ranges: [[1, 4]] })
    const again = await readTimeline(device, 'd')
    expect(again.entries.filter(({ id }) => id === 'new')).toHaveLength(1)
  })

  test('a message being sent again is shown so, in its place', async () => {
    const device = await withItems([1, 3])
    await device.replica.items.put(message('d', 2, { direction: 'out', state: 'failed', error: 'x' }))
    await device.vault.outbox.add(outboxRow('c', { type: 'message.retry', args: { dialogId: 'd', itemId: 'd-2' } }))
    const { entries } = await readTimeline(device, 'd')
    expect(entries.map(({ item, isPending }) => [item.kind === 'message' && item.state, isPending])).toEqual([
      ['received', false],
      ['queued', true],
      ['received', false],
    ])
  })

  test('of a dialog of which nothing is held is empty', async () => {
    const device = makeDevice()
    expect(await readTimeline(device, 'd')).toMatchObject({ entries: [], lo: 1, heldFrom: 0, hasMoreHere: false })
  })
})
