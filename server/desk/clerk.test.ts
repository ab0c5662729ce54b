import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { CHANNEL, dialogRows, inbound, makeParts, NOON, type Parts } from '../parts-fixture'
import { createClerk } from './clerk'
import { createDeskFacts } from './facts'

const HOUR_MS = 3_600_000

async function begin(here: Set<string>) {
  const parts = await makeParts()
  const facts = await createDeskFacts(parts.store)
  const errors: unknown[] = []
  const clerk = createClerk({
    facts,
    roster: parts.roster,
    committer: parts.committer,
    isHere: (id) => here.has(id),
    clock: parts.clock,
    onError: (error) => errors.push(error),
  })
  parts.onCommit(({ rows }) => clerk.committed(rows))
  return { ...parts, clerk, facts, errors }
}

const setChannel = async (parts: Parts, more: object) => {
  const channel = await parts.row('channel', CHANNEL)
  if (channel) await parts.put(change('channel', { ...channel, ...more }))
}
const dialogOf = async (parts: Parts, key: string) => {
  const outcome = await parts.accept(inbound(key, { peer: { key, name: key, origin: null } }))
  return outcome.ok ? outcome.dialogId : ''
}
const queue = { how: 'round-robin', capacity: 1 } as const

describe('[A1] a queue', () => {
  test('[QUE1] gives a new dialog to whoever is there, and says so in the timeline; the rest when somebody has room', async () => {
    const here = new Set(['olga'])
    const parts = await begin(here)
    await setChannel(parts, { queue })
    const one = await dialogOf(parts, 'a')
    parts.time.now += 1
    const two = await dialogOf(parts, 'b')
    await parts.clerk.round()
    expect((await parts.row('dialog', one))?.assigneeId).toBe('olga')
    expect((await parts.row('dialog', two))?.assigneeId).toBeNull()
    expect((await parts.items(one)).at(-1)).toMatchObject({ kind: 'event', actorId: null, event: { type: 'assigned', to: 'olga' } })
    here.add('pavel')
    await parts.clerk.round()
    expect((await parts.row('dialog', two))?.assigneeId).toBe('pavel')
  })

  test('[QUE1] gives nothing to who is away, disabled, or may not see the channel', async () => {
    const parts = await begin(new Set(['olga', 'pavel']))
    await setChannel(parts, { queue })
    const [olga, pavel] = [await parts.row('operator', 'olga'), await parts.row('operator', 'pavel')]
    if (!olga || !pavel) throw new Error('both are there')
    const access = { visibility: 'all', channelIds: ['other'], epoch: 1 } as const
    await parts.put(
      change('operator', { ...olga, isAway: true }),
      change('operator', { ...pavel, access: { ...access, channelIds: ['other'] } }),
    )
    const id = await dialogOf(parts, 'a')
    await parts.clerk.round()
    expect((await parts.row('dialog', id))?.assigneeId).toBeNull()
    await parts.put(change('operator', { ...olga, isAway: false }))
    await parts.clerk.round()
    expect((await parts.row('dialog', id))?.assigneeId).toBe('olga')
  })

  test('leaves alone what is put off, answered, closed, or in a channel without a queue', async () => {
    const parts = await begin(new Set(['olga']))
    const id = await dialogOf(parts, 'a')
    await parts.clerk.round()
    expect((await parts.row('dialog', id))?.assigneeId).toBeNull()
    await setChannel(parts, { queue })
    const dialog = await parts.row('dialog', id)
    if (dialog) await parts.put(change('dialog', { ...dialog, snoozedUntil: NOON + HOUR_MS }))
    await parts.put(...dialogRows('answered'), ...dialogRows('closed', { state: 'closed', unanswered: 1 }))
    await parts.clerk.round()
    for (const each of [id, 'answered', 'closed']) expect((await parts.row('dialog', each))?.assigneeId).toBeNull()
  })

  test('knows after a restart what waits and who has how much', async () => {
    const parts = await begin(new Set())
    await setChannel(parts, { queue })
    await parts.put(...dialogRows('mine', { assigneeId: 'olga' }))
    await dialogOf(parts, 'a')
    const facts = await createDeskFacts(parts.store)
    expect(facts.waiting(CHANNEL)).toHaveLength(1)
    expect(facts.seats(['olga', 'pavel'])).toMatchObject([{ open: 1 }, { open: 0 }])
  })
})

describe('[A4] an answered dialog', () => {
  test('is closed when nothing has happened in it for so long, and not before', async () => {
    const parts = await begin(new Set())
    await setChannel(parts, { autoCloseHours: 24 })
    await parts.put(
      ...dialogRows('quiet'),
      ...dialogRows('waits', { unanswered: 1 }),
      ...dialogRows('later', { snoozedUntil: NOON + 99 * HOUR_MS }),
    )
    parts.time.now = NOON + 24 * HOUR_MS
    await parts.clerk.round()
    expect((await parts.row('dialog', 'quiet'))?.state).toBe('open')
    parts.time.now += 1
    await parts.clerk.round()
    expect(await parts.row('dialog', 'quiet')).toMatchObject({ state: 'closed' })
    expect((await parts.items('quiet')).at(-1)).toMatchObject({ event: { type: 'closed' }, actorId: null })
    for (const id of ['waits', 'later']) expect((await parts.row('dialog', id))?.state).toBe('open')
  })
})
