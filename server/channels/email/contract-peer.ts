/** A mailbox and a customer with a mail program, as the contract of channels drives them. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { EmailSettings } from '#shared/domain/email-account'
import type { ContractPeer, Got } from '../channel-contract/peer'
import { createEmailConnector } from './connector'
import { BUYER, type MailPeer, SHOP } from './mail-peer'
import { type Mood, startMoodySmtp } from './moody-smtp'

const PICTURE = fileURLToPath(new URL('../../../public/icons/icon-192.png', import.meta.url))

const MOODS: Readonly<Record<Parameters<ContractPeer['failNext']>[0], Mood>> = {
  'slow-down': 'busy',
  'lost-answer': 'lost-answer',
  temporary: 'temporary',
  permanent: 'permanent',
}

/** @param mail lives longer than one test; its mailboxes are emptied here. */
export async function makeEmailPeer(mail: MailPeer): Promise<ContractPeer> {
  await mail.empty()
  const smtp = await startMoodySmtp(mail.ports.submission)
  let count = 0
  let last = Buffer.alloc(0)

  async function write(content: { text?: string; attachments?: { filename: string; content: Buffer }[] }): Promise<string> {
    count += 1
    const messageId = `<customer-${Date.now()}-${count}@mail.test>`
    const head = { from: `Покупець Олена <${BUYER.user}>`, to: SHOP.user, subject: 'Питання', messageId }
    last = Buffer.from(await new MailComposer({ ...head, ...content }).compile().build())
    await mail.deliver(SHOP.user, last)
    return messageId
  }

  const settings: EmailSettings = {
    address: SHOP.user,
    senderName: 'Тёплый дом',
    user: SHOP.user,
    imapHost: '127.0.0.1',
    imapPort: mail.ports.imap,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: smtp.port,
    smtpSecurity: 'none',
    signIn: 'password',
    clientId: '',
    authorizeUrl: '',
    tokenUrl: '',
    scope: '',
  }
  const picture = await readFile(PICTURE)
  return {
    connector: createEmailConnector({ laterMs: 500 }),
    settings,
    secrets: { password: SHOP.password },
    wrongSecrets: { password: 'another' },
    says: (text) => write({ text }),
    media: {
      picture: {
        bytes: picture,
        name: 'фото.png',
        mime: 'image/png',
        send: (bytes) => write({ attachments: [{ filename: 'фото.png', content: Buffer.from(bytes) }] }),
      },
    },
    again: () => mail.deliver(SHOP.user, last),
    async got() {
      // «Sent» is what the mail server has taken; the customer has it some moments later.
      await mail.settled()
      const letters = await mail.letters(BUYER)
      return letters.flatMap(({ text, attachments, messageId = '' }): Got[] => {
        const said = (text ?? '').trim()
        const files = attachments.map(({ content }) => ({ text: '', file: content, replyTo: null, key: messageId }))
        return said === '' && files.length > 0 ? files : [{ text: said, file: null, replyTo: null, key: messageId }, ...files]
      })
    },
    failNext: (how) => smtp.next(MOODS[how]),
    permanentReason: /No such user/,
    async stop() {
      await smtp.stop()
      await mail.stopImap()
    },
    async start() {
      await mail.startImap()
      await smtp.start()
    },
    hostile: ['', 'not json', '{}', JSON.stringify({ uidValidity: '1', uid: 1, source: '', left: null }), 'x'.repeat(1_000_000)],
    close: () => smtp.stop(),
  }
}
