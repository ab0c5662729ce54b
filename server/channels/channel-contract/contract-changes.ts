import { expect, test } from 'vitest'
import { CAPABILITIES } from '#shared/domain/channel'
import { begun, type Ends, eventually } from './ends'

/** Edits, deletions, reactions and replies, where the channel has them. */
export function changeRules(ends: () => Ends): void {
  const firstMessage = async ({ shop }: Ends) => (await shop.messages())[0]
  const can = ({ peer }: Ends) => CAPABILITIES[peer.connector.kind]

  test('a customer’s edit stands with what was said before', async () => {
    const { peer } = ends()
    if (!peer.edits) return
    const { key } = await begun(ends(), 'Хочу два')
    await peer.edits(key, 'Хочу три')
    await eventually(async () => expect(await firstMessage(ends())).toMatchObject({ text: 'Хочу три', edits: [{ text: 'Хочу два' }] }))
  })

  test('a customer’s deletion leaves the message in its place', async () => {
    const { peer } = ends()
    if (!peer.removes) return
    const { key } = await begun(ends())
    await peer.removes(key)
    await eventually(async () => expect((await firstMessage(ends()))?.deleted).toMatchObject({ by: null }))
  })

  test('a customer’s reaction comes, and goes when it is taken back', async () => {
    const { peer, shop } = ends()
    if (!peer.reacts) return
    const { dialog } = await begun(ends())
    const id = await shop.reply(dialog.id, 'Відправили')
    const sent = await eventually(async () => {
      const [got] = await peer.got()
      expect((await shop.messages()).find((message) => message.id === id)?.state).toMatch(/sent|delivered|read/)
      return got
    })
    const reactions = async () => (await shop.messages()).find((message) => message.id === id)?.reactions?.[0]?.emojis
    await peer.reacts(sent?.key ?? '', '👍')
    await eventually(async () => expect(await reactions()).toEqual(['👍']))
    await peer.reacts(sent?.key ?? '', null)
    await eventually(async () => expect(await reactions()).toEqual([]))
  })

  test('a reply names the message it answers, both ways', async () => {
    const { peer, shop } = ends()
    if (!can(ends()).replyTo) return
    const { key, dialog } = await begun(ends())
    const asked = await firstMessage(ends())
    await shop.reply(dialog.id, 'На це', { replyTo: asked?.id ?? '' })
    const [got] = await eventually(async () => {
      const all = await peer.got()
      expect(all).toHaveLength(1)
      return all
    })
    expect(got?.replyTo).toBe(key)
    await eventually(async () => expect((await shop.messages()).at(-1)?.state).toMatch(/sent|delivered|read/))
    await peer.says('Дякую', { replyTo: got?.key ?? '' })
    await eventually(async () => {
      const messages = await shop.messages()
      expect(messages.at(-1)).toMatchObject({ text: 'Дякую', replyTo: messages[1]?.id })
    })
  })

  test('an operator’s edit, reaction and deletion come to the customer', async () => {
    const { peer, shop } = ends()
    const { edit, remove, react } = can(ends())
    if (!edit && !remove && !react) return
    const { dialog } = await begun(ends())
    const itemId = await shop.reply(dialog.id, 'Завтра')
    await eventually(async () => expect((await shop.messages()).at(-1)?.state).toBe('sent'))
    const of = { dialogId: dialog.id, itemId }
    if (edit) {
      await shop.act({ type: 'message.edit', args: { ...of, text: 'Сьогодні', seenText: 'Завтра' } })
      await eventually(async () => expect((await peer.got())[0]?.text).toBe('Сьогодні'))
    }
    if (remove) {
      await shop.act({ type: 'message.delete', args: of })
      await eventually(async () => expect((await peer.got())[0]?.isDeleted).toBe(true))
    }
  })
}
