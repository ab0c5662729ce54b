import { afterAll, beforeAll } from 'vitest'
import { channelContract } from '../channel-contract/contract'
import { makeEmailPeer } from './contract-peer'
import { type MailPeer, startMailPeer } from './mail-peer'

let mail: MailPeer
beforeAll(async () => {
  mail = await startMailPeer()
}, 60_000)
afterAll(() => mail?.stop())

channelContract('[H10] e-mail, over Dovecot and Postfix', () => makeEmailPeer(mail))
