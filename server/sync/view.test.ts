import { describe, expect, test } from 'vitest'
import { newCustomer } from '#shared/domain/customer'
import { orderRow } from '#shared/domain/order-fixture'
import { change, type RowOf } from '#shared/domain/row'
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

describe('[PERM5] customers of a viewer who sees only their own dialogs', () => {
  const buyer = (id: string, more: Partial<RowOf<'customer'>> = {}) =>
    change('customer', { ...newCustomer({ id, name: id, createdBy: 'olga' }, 0), ...more })
  const gain = (kind: 'contact' | 'customer', id: string) => ({ kind, id, phones: [], emails: [], tags: [], fields: [] })
  const person = async (parts: Awaited<ReturnType<typeof makeParts>>, id: string, customerId: string | null) => {
    const contact = await parts.row('contact', id)
    if (!contact) throw new Error(`No contact ${id}`)
    return change('contact', { ...contact, customerId })
  }

  test('come with a dialog given to them, with whom they were merged into, and nobody else does', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('a', { assigneeId: 'olga' }), ...dialogRows('b', { assigneeId: 'olga' }))
    await parts.put(
      buyer('anya', { gains: [gain('contact', 'a-contact')], mergedInto: 'anna' }),
      buyer('anna', { gains: [gain('customer', 'anya')] }),
      buyer('boris', { gains: [gain('contact', 'b-contact')] }),
      await person(parts, 'a-contact', 'anya'),
      await person(parts, 'b-contact', 'boris'),
    )
    const from = parts.feed.head()
    await parts.put(change('dialog', { ...(await rowOf(parts, 'a')), assigneeId: 'pavel' }))
    expect(brief(await toldSince(parts, from)).filter((line) => line.startsWith('customer'))).toEqual(['customer anya', 'customer anna'])
  })

  test('[EVC8] go with the last dialog by which they were seen', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('a', { assigneeId: 'pavel' }), ...dialogRows('b', { assigneeId: 'pavel' }))
    await parts.put(
      buyer('anna', { gains: [gain('contact', 'a-contact'), gain('contact', 'b-contact')] }),
      await person(parts, 'a-contact', 'anna'),
      await person(parts, 'b-contact', 'anna'),
    )
    const [first, second] = [await rowOf(parts, 'a'), await rowOf(parts, 'b')]
    let from = parts.feed.head()
    await parts.put(change('dialog', { ...first, assigneeId: 'olga' }))
    expect(brief(await toldSince(parts, from))).toEqual(['dialog a gone'])
    from = parts.feed.head()
    await parts.put(change('dialog', { ...second, assigneeId: 'olga' }))
    expect(brief(await toldSince(parts, from))).toEqual(['dialog b gone', 'customer anna gone'])
  })

  test('[EVC8] go when the link goes by which they were seen, of people and of customers', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('a', { assigneeId: 'pavel' }))
    await parts.put(buyer('anna', { gains: [gain('contact', 'a-contact')] }), await person(parts, 'a-contact', 'anna'), buyer('vera'))
    let from = parts.feed.head()
    await parts.put(
      buyer('anna', { gains: [gain('contact', 'a-contact')], mergedInto: 'vera' }),
      buyer('vera', { gains: [gain('customer', 'anna')] }),
    )
    expect(brief(await toldSince(parts, from))).toEqual(['customer anna', 'customer vera'])
    from = parts.feed.head()
    await parts.put(buyer('vera'), buyer('anna', { gains: [gain('contact', 'a-contact')] }))
    expect(brief(await toldSince(parts, from))).toEqual(['customer vera gone', 'customer anna'])
    from = parts.feed.head()
    await parts.put(await person(parts, 'a-contact', null), buyer('anna'))
    expect(brief(await toldSince(parts, from))).toEqual(['contact a-contact', 'customer anna gone'])
  })

  test('are there for commands only as they are seen', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('a', { assigneeId: 'pavel' }), buyer('hidden'))
    const name = (customerId: string, value: string) => ({ customerId, field: 'name', value, base: null })
    const asked = [
      { id: 'hidden', type: 'customer.set' as const, args: name('hidden', 'Моё') },
      { id: 'saved', type: 'customer.save' as const, args: { dialogId: 'a', contactId: 'a-contact', customerId: 'own', name: 'Анна' } },
      { id: 'named', type: 'customer.set' as const, args: name('own', 'Анна К.') },
    ]
    const results = await Promise.all(await parts.executor.admit(OWN, asked))
    expect(results.map(({ code, status }) => code ?? status)).toEqual(['not-found', 'done', 'done'])
  })
})
