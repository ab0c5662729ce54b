import { randomBytes } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../channel-contract/ends'
import { openShop } from '../channel-contract/shop'
import { makeEmailPeer } from './contract-peer'
import { BUYER, type MailPeer, SHOP, startMailPeer } from './mail-peer'

let mail: MailPeer
beforeAll(async () => {
  mail = await startMailPeer()
}, 60_000)
afterAll(() => mail?.stop())

test('[H10] an e-mail too large to be kept is a message with all its files, fetched from the mailbox byte for byte', async () => {
  const peer = await makeEmailPeer(mail)
  const shop = await openShop(peer)
  try {
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe('connected'))
    const film = randomBytes(2_500_000)
    const raw = await new MailComposer({
      from: BUYER.user,
      to: SHOP.user,
      subject: 'Відео',
      messageId: '<film@mail.test>',
      text: 'Ось відео',
      attachments: [
        { filename: 'фільм.bin', content: film },
        { filename: 'чек.txt', content: 'сума 100' },
      ],
    })
      .compile()
      .build()
    await mail.deliver(SHOP.user, raw)
    const message = await eventually(async () => {
      const [found] = await shop.messages()
      expect(found?.attachments).toHaveLength(2)
      return found
    })
    expect(message).toMatchObject({ text: 'Ось відео', content: { type: 'email', subject: 'Відео' } })
    const [first, second] = message?.attachments ?? []
    expect([first?.name, second?.name]).toEqual(['фільм.bin', 'чек.txt'])
    expect(Buffer.from(await shop.bytesOf(first?.id ?? '')).equals(film)).toBe(true)
    expect(Buffer.from(await shop.bytesOf(second?.id ?? '')).toString()).toBe('сума 100')
  } finally {
    await shop.close()
    await peer.close()
  }
}, 60_000)
