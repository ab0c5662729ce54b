import { describe, expect, test } from 'vitest'
import { DIALOG_STATES, type Dialog } from '#shared/domain/dialog'
import { makeChance } from '#shared/lib/chance'
import type { DialogQuery } from './contract'
import { dialog, makeDevice, NOON } from './device-fixture'
import { fits, inOrder, listed, planOf, readIds, readListing } from './listing'

const ALL: DialogQuery = { tab: 'all', answer: 'all', assignees: [], channels: [] }

describe('a dialog belongs into a list', () => {
  const open = listed(dialog('d', { unanswered: 2, assigneeId: 'olga' }))

  test('[L2] when its tab, answer, assignee and channel all do', () => {
    const yes: Partial<DialogQuery>[] = [
      {},
      { tab: 'open' },
      { answer: 'waiting' },
      { assignees: ['olga'] },
      { assignees: [null, 'olga'] },
      { channels: ['website'] },
    ]
    const no: Partial<DialogQuery>[] = [
      { tab: 'closed' },
      { tab: 'spam' },
      { answer: 'answered' },
      { assignees: [null] },
      { assignees: ['pavel'] },
      { channels: ['sms'] },
    ]
    for (const query of yes) expect({ query, fits: fits(open, { ...ALL, ...query }) }).toEqual({ query, fits: true })
    for (const query of no) expect({ query, fits: fits(open, { ...ALL, ...query }) }).toEqual({ query, fits: false })
    expect(fits(open, { ...ALL, tab: 'open', answer: 'answered' })).toBe(false)
  })

  test('[L2] nobody’s dialogs are asked for by null', () => {
    expect(fits(listed(dialog('d')), { ...ALL, assignees: [null] })).toBe(true)
  })
})

describe('the listing', () => {
  const people = [null, 'olga', 'pavel', 'nina'] as const
  const channels = ['website', 'sms', 'mail'] as const

  function aShop(seed: number, count: number): Dialog[] {
    const chance = makeChance(seed)
    return Array.from({ length: count }, (_, n) =>
      dialog(`d${n}`, {
        state: chance.pick(DIALOG_STATES),
        // Few instants for many dialogs: equal times must neither lose nor repeat one at a border.
        updatedAt: NOON + chance.below(20),
        unanswered: chance.below(3),
        assigneeId: chance.pick(people),
        channelId: chance.pick(channels),
      }),
    )
  }

  const someQuery = (seed: number): DialogQuery => {
    const chance = makeChance(seed)
    return {
      tab: chance.pick(['open', 'closed', 'all', 'spam']),
      answer: chance.pick(['all', 'waiting', 'answered']),
      assignees: people.filter(() => chance.next() < 0.3),
      channels: channels.filter(() => chance.next() < 0.3),
    }
  }

  test('[L2][L6] gives for any filter and any limit what sorting all dialogs gives', async () => {
    const { replica } = makeDevice()
    const dialogs = aShop(1, 400)
    await replica.listing.bulkPut(dialogs.map(listed))
    const ways = { byKeys: 0, byRows: 0 }
    for (let seed = 1; seed <= 150; seed += 1) {
      const query = someQuery(seed)
      const limit = [1, 7, 60, 1000][seed % 4] ?? 1
      const wanted = dialogs
        .map(listed)
        .filter((row) => fits(row, query))
        .sort(inOrder)
        .slice(0, limit)
      const found = await replica.transaction('r', replica.listing, () => readListing(replica, query, limit))
      const ids = await replica.transaction('r', replica.listing, () => readIds(replica, query, limit))
      ways[ids ? 'byKeys' : 'byRows'] += 1
      if (ids) expect({ query, ids }).toEqual({ query, ids: wanted.map(({ id }) => id) })
      expect({ query, found: found.map(({ id }) => id) }).toEqual({ query, found: wanted.map(({ id }) => id) })
    }
    expect(Math.min(ways.byKeys, ways.byRows)).toBeGreaterThan(20)
  })

  test('[L2] of those that are put off none is closed', async () => {
    const { replica } = makeDevice()
    await replica.listing.put(listed(dialog('d', { snoozedUntil: NOON * 2 })))
    const idsOf = (tab: DialogQuery['tab']) => readIds(replica, { ...ALL, tab, answer: 'snoozed' }, 9)
    expect([await idsOf('open'), await idsOf('all'), await idsOf('closed')]).toEqual([['d'], ['d'], null])
  })

  test('[L2] never reads more stretches of an index than it would save', () => {
    const many = Array.from({ length: 30 }, (_, n) => `p${n}`)
    expect(planOf({ ...ALL, assignees: many, channels: many })).toMatchObject({ index: 'assignee+', prefixes: { length: 120 } })
    expect(planOf({ ...ALL, tab: 'open', assignees: ['olga'], channels }).prefixes).toEqual(channels.map((id) => ['open', 'olga', id]))
    expect(planOf({ ...ALL, tab: 'open', answer: 'waiting', assignees: many }).prefixes).toEqual([['open', 1]])
    expect(planOf(ALL)).toEqual({ index: '', prefixes: [[]] })
  })
})
