import { expect, test } from 'vitest'
import type { Command } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import { dialogRows, makeParts, messageRow, OLGA, PAVEL, type Parts } from '../parts-fixture'

const OWN: Actor = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } }

async function shop(): Promise<Parts> {
  const parts = await makeParts()
  await parts.put(...dialogRows('mine', { assigneeId: 'pavel' }), ...dialogRows('theirs', { assigneeId: 'olga', lastSeq: 1, lastInSeq: 1 }))
  await parts.put(messageRow('theirs', 1))
  return parts
}

/** A note in `dialogId` under the id of the message that stands in `theirs`. */
const forged = (id: string, dialogId: string): Command => ({ id, type: 'note.create', args: { dialogId, itemId: 'theirs-1' } })
const honest: Command = { id: 'honest', type: 'note.create', args: { dialogId: 'mine', itemId: 'n' } }

async function answers(parts: Parts, actor: Actor, ...commands: Command[]): Promise<readonly unknown[]> {
  const results = await Promise.all(await parts.executor.admit(actor, commands))
  return results.map(({ status, code }) => code ?? status)
}

test('[CMD6] an id under which something stands that its author may not see is refused, alone and among others', async () => {
  for (const around of [[], [honest]]) {
    const parts = await shop()
    const before = await parts.items('theirs')
    expect(await answers(parts, OWN, ...around, forged('a', 'mine'))).toEqual([...around.map(() => 'done'), 'forbidden'])
    expect(await parts.items('theirs')).toEqual(before)
    expect((await parts.items('mine')).map(({ id }) => id)).toEqual(around.length > 0 ? ['n'] : [])
  }
})

test('[CMD6][CMD5] what its author sees is seen for what it is, whatever else is decided with it', async () => {
  const parts = await shop()
  const before = await parts.items('theirs')
  expect(await answers(parts, OLGA, forged('a', 'mine'))).toEqual(['done'])
  expect(await answers(parts, OLGA, { id: 'b', type: 'dialog.close', args: { dialogId: 'theirs', seen: 1 } }, forged('c', 'mine'))).toEqual(
    ['done', 'done'],
  )
  expect((await parts.items('theirs')).slice(0, before.length)).toEqual(before)
  expect(await parts.items('mine')).toEqual([])
})
