import { describe, expect, test } from 'vitest'
import type { MessageItem } from '#shared/domain/item'
import { CHANNEL, inbound, makeParts, NOON, OLGA } from '../parts-fixture'
import type { ChangeEvent } from './inbound-change'

type Changed = Omit<ChangeEvent, 'channelId' | 'peerKey' | 'target'>

async function begin() {
  const parts = await makeParts()
  const say = async (key: string) => {
    const outcome = await parts.accept(inbound(key))
    if (!outcome.ok) throw new Error(outcome.reason)
    return { dialogId: outcome.dialogId, itemId: outcome.itemId ?? '' }
  }
  const happen = (key: string, change: Changed, peerKey = 'visitor') =>
    parts.accept({ ...change, channelId: CHANNEL, peerKey, target: { key } } as ChangeEvent)
  const message = async (id: string) => (await parts.row('item', id)) as MessageItem
  const events = async (dialogId: string) =>
    (await parts.items(dialogId)).flatMap((item) => (item.kind === 'event' ? [item.event.type] : []))
  const answer = async (dialogId: string) => {
    const args = { dialogId, itemId: 'answer', text: 'Да', attachments: [], replyTo: null, seen: 99, ifUnchanged: false }
    const [result] = await parts.executor.admit(OLGA, [{ id: 'cmd', type: 'message.send', args }])
    await result
  }
  return { ...parts, say, happen, message, events, answer }
}

const edited = (text: string, after = 1): Changed => ({ type: 'edited', text, at: NOON + after }) as Changed
const deleted: Changed = { type: 'deleted', at: NOON + 1 } as Changed

describe('what a customer does to a message', () => {
  test('[W5][IN4][MC4] an edit keeps the earlier text, moves no counter, and shows in the list', async () => {
    const { say, happen, message, row } = await begin()
    const { dialogId, itemId } = await say('две пары')
    expect(await happen('две пары', edited('три пары'))).toMatchObject({ ok: true, isDuplicate: false })
    expect(await message(itemId)).toMatchObject({ text: 'три пары', edits: [{ text: 'две пары', at: NOON + 1 }] })
    expect(await row('dialog', dialogId)).toMatchObject({ unanswered: 1, lastMessage: { text: 'три пары' } })
  })

  test('[W9] edits and deletions are counted, not reactions, nor what says the same', async () => {
    const { say, happen, row } = await begin()
    const { dialogId } = await say('a')
    await happen('a', { type: 'reaction', emojis: ['👍'], at: NOON } as Changed)
    await happen('a', edited('a'))
    expect((await row('dialog', dialogId))?.inChanges ?? 0).toBe(0)
    for (let time = 0; time < 2; time += 1) await happen('a', edited('b', 2))
    await happen('a', { type: 'deleted', at: NOON + 3 } as Changed)
    expect(await row('dialog', dialogId)).toMatchObject({ inChanges: 2 })
  })

  test('[W5][IN4] a change told again changes nothing and writes nothing', async () => {
    const { say, happen, commits } = await begin()
    await say('a')
    await happen('a', edited('b'))
    const rows = commits.flatMap((commit) => commit.rows).length
    expect(await happen('a', edited('b'))).toMatchObject({ ok: true, isDuplicate: true })
    expect(commits.flatMap((commit) => commit.rows)).toHaveLength(rows)
  })

  test('[W5][IN4] changes that come before their message are done to it when it comes', async () => {
    const { say, happen, message, row } = await begin()
    await happen('a', edited('c', 2))
    await happen('a', edited('b', 1))
    await happen('a', { type: 'reaction', emojis: ['👍'], at: NOON + 3 } as Changed)
    const { dialogId, itemId } = await say('a')
    expect(await message(itemId)).toMatchObject({
      text: 'c',
      edits: [{ text: 'a' }, { text: 'b' }],
      reactions: [{ by: null, emojis: ['👍'] }],
    })
    expect(await row('dialog', dialogId)).toMatchObject({ unanswered: 1, lastMessage: { text: 'c' } })
  })

  test('[W5] a deletion keeps the text for operators, the place and the counter; the list says «deleted»', async () => {
    const { say, happen, message, row } = await begin()
    const { dialogId, itemId } = await say('a')
    await happen('a', deleted)
    expect(await message(itemId)).toMatchObject({ text: 'a', deleted: { by: null, at: NOON + 1 } })
    expect(await row('dialog', dialogId)).toMatchObject({ unanswered: 1, lastMessage: { text: '', what: 'deleted' } })
  })

  test('[W2][W5] a change of what has been answered is told in the timeline; of what has not, it is not', async () => {
    const { say, happen, events, answer } = await begin()
    const { dialogId } = await say('a')
    await happen('a', edited('b'))
    expect(await events(dialogId)).toEqual(['started'])
    await answer(dialogId)
    await happen('a', edited('c', 2))
    await happen('a', deleted)
    expect(await events(dialogId)).toEqual(['started', 'assigned', 'message-edited', 'message-deleted'])
  })

  test('[W5][IN5] nobody changes what is in another’s conversation, or what the shop has said', async () => {
    const { say, happen, message, answer, accept } = await begin()
    const { dialogId, itemId } = await say('a')
    await accept(inbound('x', { peer: { key: 'stranger', name: 'Нет', origin: null } }))
    expect(await happen('a', edited('b'), 'stranger')).toEqual({ ok: false, reason: 'unknown-message' })
    await answer(dialogId)
    const target = { itemId: 'answer' }
    expect(await accept({ type: 'deleted', channelId: CHANNEL, peerKey: 'visitor', target, at: NOON })).toMatchObject({ ok: false })
    expect(await message(itemId)).not.toHaveProperty('edits')
    expect(await message('answer')).not.toHaveProperty('deleted')
  })

  test('[W5][IN5] what a stranger told early of a message that is not theirs is never done to it', async () => {
    const { say, happen, message } = await begin()
    await happen('a', edited('подмена'), 'stranger')
    const { itemId } = await say('a')
    expect(await message(itemId)).toMatchObject({ text: 'a' })
  })

  test('[W5] the customer reacts to what an operator wrote', async () => {
    const { say, accept, message, answer } = await begin()
    const { dialogId } = await say('a')
    await answer(dialogId)
    await accept({ type: 'reaction', channelId: CHANNEL, peerKey: 'visitor', target: { itemId: 'answer' }, at: NOON, emojis: ['❤️'] })
    expect(await message('answer')).toMatchObject({ reactions: [{ by: null, emojis: ['❤️'] }] })
  })
})
