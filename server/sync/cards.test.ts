/** Cards on the way to devices: who is told of them, and when they go. */
import { describe, expect, test } from 'vitest'
import type { Card } from '#shared/domain/card'
import { change } from '#shared/domain/row'
import { claimOf, digestOf } from '#shared/protocol/digest'
import { dialogRows, makeParts, NOON, OLGA, PAVEL, type Parts } from '../parts-fixture'
import { checkSlice } from './check'
import { snapshotParts } from './snapshot'
import { createView } from './view'
import { createVisibility } from './visibility'

const OWN = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } } as const

const card = (id: string, more: Partial<Card> = {}) =>
  change('card', {
    id,
    pipelineId: 'sales',
    stageId: 'new',
    position: 'zzzzzzzz',
    title: id,
    lines: [],
    managerId: null,
    comment: '',
    dialogId: null,
    contactId: null,
    customerId: null,
    createdBy: 'olga',
    createdAt: NOON,
    stageSince: NOON,
    history: [],
    isRemoved: false,
    ...more,
  })

async function told(parts: Parts, from: number) {
  const { rows } = await parts.feed.read(from, 1000)
  const seen = await createView(parts.store, parts.visibility, parts.clock)(OWN, from, rows)
  return seen.filter(({ kind }) => kind === 'card' || kind === 'dialog').map(({ id, row }) => (row === null ? `${id} gone` : id))
}

const give = async (parts: Parts, id: string, assigneeId: string | null) => {
  const dialog = await parts.row('dialog', id)
  if (dialog) await parts.put(change('dialog', { ...dialog, assigneeId }))
}

describe('[PERM4] a viewer who sees only their own dialogs', () => {
  test('is told of the cards of these, and of those they manage', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('mine', { assigneeId: 'pavel' }), ...dialogRows('theirs', { assigneeId: 'olga' }))
    const from = parts.feed.head()
    await parts.put(
      card('of-mine', { dialogId: 'mine' }),
      card('of-theirs', { dialogId: 'theirs' }),
      card('managed', { dialogId: 'theirs', managerId: 'pavel' }),
      card('of-nobody'),
    )
    expect(await told(parts, from)).toEqual(['of-mine', 'of-theirs gone', 'managed', 'of-nobody gone'])
  })

  test('[EVC7] loses a card with its manager’s change, and one that is managed comes again after its dialog has gone', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('d', { assigneeId: 'pavel' }))
    await parts.put(card('plain', { dialogId: 'd' }), card('managed', { dialogId: 'd', managerId: 'pavel' }))
    const from = parts.feed.head()
    await give(parts, 'd', 'olga')
    expect(await told(parts, from)).toEqual(['d gone', 'managed'])
    const then = parts.feed.head()
    await parts.put(card('managed', { dialogId: 'd', managerId: 'olga' }))
    expect(await told(parts, then)).toEqual(['managed gone'])
  })

  test('[EVC2] is given a dialog with its cards', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('d', { assigneeId: 'olga' }))
    await parts.put(card('k', { dialogId: 'd' }))
    const from = parts.feed.head()
    await give(parts, 'd', 'pavel')
    expect(await told(parts, from)).toEqual(['d', 'k'])
  })

  test('[EVC2] is given them also by a server that was started since', async () => {
    const parts = await makeParts()
    await parts.put(...dialogRows('d', { assigneeId: 'olga' }))
    await parts.put(card('k', { dialogId: 'd' }))
    const visibility = await createVisibility(parts.store)
    expect(visibility.cards.ofDialog('d')).toEqual([{ kind: 'card', id: 'k' }])
  })
})

test('[PERM4] a snapshot holds the cards that its viewer may see, and no others', async () => {
  const parts = await makeParts()
  await parts.put(...dialogRows('theirs', { assigneeId: 'olga' }))
  await parts.put(card('of-theirs', { dialogId: 'theirs' }), card('managed', { managerId: 'pavel' }))
  const ids = async (viewer: typeof OLGA) => {
    const found: string[] = []
    const plan = { to: parts.feed.head(), since: 0, place: null }
    for await (const { rows } of snapshotParts(parts, viewer, plan)) for (const { kind, id } of rows) if (kind === 'card') found.push(id)
    return found
  }
  expect(await ids(OWN)).toEqual(['managed'])
  expect(await ids(OLGA)).toEqual(['managed', 'of-theirs'])
})

describe('[DIG1] cards compared', () => {
  const check = (claims: ReturnType<typeof claimOf>[], cursor: number, isClaimed: boolean) => ({
    cursor,
    scope: 'cards' as const,
    from: 0,
    before: null,
    cards: { after: '', upTo: null },
    isWhole: true,
    dialogs: [],
    digest: digestOf(claims),
    claims: isClaimed ? claims : null,
    rid: 1,
  })

  test('are put right: one that is missing, one that differs, one too many', async () => {
    const parts = await makeParts()
    await parts.put(card('a'), card('b'))
    const a = claimOf('card', 'a', (await parts.row('card', 'a')) ?? null)
    const b = claimOf('card', 'b', (await parts.row('card', 'b')) ?? null)
    const cursor = parts.feed.head()
    expect(await checkSlice(parts, OLGA, check([a, b], cursor, false))).toMatchObject({ isSame: true })
    expect(await checkSlice(parts, OLGA, check([a], cursor, false))).toMatchObject({ isSame: false, rows: [] })
    const verdict = await checkSlice(
      parts,
      OLGA,
      check(
        [
          { ...a, hash: 7 },
          { kind: 'card', id: 'strange', hash: 1 },
        ],
        cursor,
        true,
      ),
    )
    expect(verdict.rows.map(({ id, row }) => (row === null ? `${id} gone` : id)).sort()).toEqual(['a', 'b', 'strange gone'])
  })

  test('[DIG3] of others stay unknown', async () => {
    const parts = await makeParts()
    await parts.put(card('theirs'), card('mine', { managerId: 'pavel' }))
    const mine = claimOf('card', 'mine', (await parts.row('card', 'mine')) ?? null)
    const cursor = parts.feed.head()
    expect(await checkSlice(parts, OWN, check([mine], cursor, false))).toMatchObject({ isSame: true })
    const verdict = await checkSlice(parts, OWN, check([{ ...mine, hash: 7 }], cursor, true))
    expect(verdict.rows.map(({ id }) => id)).toEqual(['mine'])
  })

  test('[DIG2] that have been changed since are on their way', async () => {
    const parts = await makeParts()
    await parts.put(card('a'))
    const a = claimOf('card', 'a', (await parts.row('card', 'a')) ?? null)
    const cursor = parts.feed.head()
    await parts.put(card('a', { title: 'other' }))
    expect((await checkSlice(parts, OLGA, check([a], cursor, true))).rows).toEqual([])
  })
})
