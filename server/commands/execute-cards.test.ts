import { expect, test } from 'vitest'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { change } from '#shared/domain/row'
import { dialogRows, makeParts, NOON, OLGA, PAVEL, type Parts } from '../parts-fixture'

const OWN: Actor = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } }
const SALES = change('pipeline', {
  id: 'sales',
  name: 'Продажи',
  stages: [
    { id: 'new', name: 'Новая', colour: 'blue', kind: 'open', heirId: null },
    { id: 'won', name: 'Успешно', colour: 'green', kind: 'won', heirId: null },
  ],
  isRemoved: false,
  createdAt: NOON,
})

let count = 0
async function act<T extends CommandType>(parts: Parts, actor: Actor, type: T, args: CommandArgs<T>) {
  count += 1
  const [result] = await parts.executor.admit(actor, [{ id: `cmd${count}`, type, args }])
  const { status, code } = (await result) ?? {}
  return code ?? status
}

const place = { pipelineId: 'sales', position: 'zzzzzzzz' }
const made = (cardId: string, dialogId: string | null, managerId: string | null): CommandArgs<'card.create'> => ({
  cardId,
  dialogId,
  ...place,
  stageId: 'new',
  title: cardId,
  lines: [],
  managerId,
  comment: '',
  customerId: null,
})

test('[PERM4] cards that the actor may not see are not there for the actor’s commands; those they manage are', async () => {
  const parts = await makeParts()
  await parts.put(SALES, ...dialogRows('mine', { assigneeId: 'pavel' }), ...dialogRows('theirs', { assigneeId: 'olga' }))
  expect(await act(parts, OLGA, 'card.create', made('hidden', 'theirs', 'olga'))).toBe('done')
  expect(await act(parts, OLGA, 'card.create', made('managed', 'theirs', 'pavel'))).toBe('done')
  expect(await act(parts, OLGA, 'card.create', made('of-nobody', null, null))).toBe('done')
  const won = (cardId: string, dialogId: string | null) => ({ cardId, dialogId, ...place, stageId: 'won' })

  expect(await act(parts, OWN, 'card.move', won('hidden', 'theirs'))).toBe('not-found')
  expect(await act(parts, OWN, 'card.move', won('of-nobody', null))).toBe('not-found')
  // Naming a dialog of one's own does not make a card visible.
  expect(await act(parts, OWN, 'card.move', won('hidden', 'mine'))).toBe('not-found')
  expect(await act(parts, OWN, 'card.create', made('forged', 'theirs', 'pavel'))).toBe('not-found')

  const before = (await parts.items('theirs')).length
  expect(await act(parts, OWN, 'card.move', won('managed', 'theirs'))).toBe('done')
  expect(await parts.row('card', 'managed')).toMatchObject({ stageId: 'won', history: [{ by: 'olga' }, { by: 'pavel' }] })
  // In a dialog that they do not see they say nothing.
  expect(await parts.items('theirs')).toHaveLength(before)
})

test('[K4] what happens to a card is told in its dialog: who, what, when', async () => {
  const parts = await makeParts()
  await parts.put(SALES, ...dialogRows('d', { assigneeId: 'olga' }))
  await act(parts, OLGA, 'card.create', made('k', 'd', null))
  parts.time.now += 60_000
  await act(parts, PAVEL, 'card.move', { cardId: 'k', dialogId: 'd', ...place, stageId: 'won' })
  expect(await parts.items('d')).toMatchObject([
    { kind: 'event', actorId: 'olga', at: NOON, event: { type: 'card-created', title: 'k' } },
    { kind: 'event', actorId: 'pavel', at: NOON + 60_000, event: { type: 'card-moved', to: { stageId: 'won' } } },
  ])
})
