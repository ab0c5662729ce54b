/**
 * Everything that can go wrong, over every channel: a customer and an operator write on, and in the end nothing is lost and
 * nothing is there twice. The table of what has been run stands in docs/channels/faults.md.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Id, newId } from '#shared/domain/id'
import { begun, eventually } from './channel-contract/ends'
import { type Line, openLine } from './channel-contract/line'
import type { ContractPeer, MutePeer } from './channel-contract/peer'
import { openShop, type Shop } from './channel-contract/shop'
import { makeEmailPeer } from './email/contract-peer'
import { type MailPeer, startMailPeer } from './email/mail-peer'
import { makeBridgePeer } from './gateway/contract-peer'
import { makeSmsPeer } from './sms/contract-peer'
import { makeHttpSmsPeer } from './sms/http-peer'
import { makeTurboSmsPeer, TURBO_CUSTOMER } from './sms/turbosms-peer'
import { makeTelegramPeer } from './telegram-bot/contract-peer'

interface Stage {
  readonly peer: ContractPeer | MutePeer
  readonly shop: Shop
  readonly line: Line
  /** Everything that the customer has said is here. */
  arrived(): Promise<void>
}

const ROUNDS = 4
/** So long nothing passes: shorter than any time-out, so that nobody gives up. */
const HELD_MS = 3_000
const SLOW_MS = 150

/** What happens after each exchange, and before the last look. */
const FAULTS: Readonly<Record<string, { round(stage: Stage, n: number): Promise<void>; over?(stage: Stage): void }>> = {
  'the vendor is killed, and started again': {
    async round({ peer, arrived }) {
      // What it has not handed over yet it keeps in its memory: a real one would on its disk.
      await arrived()
      await peer.stop()
      await pause(200)
      await peer.start()
    },
  },
  'Okno is ended, and started again': { round: ({ shop }) => shop.restart() },
  'the line is cut again and again': { round: async ({ line }) => line.cut() },
  'the line is slow': {
    round: async ({ line }) => line.slow(SLOW_MS),
    over: ({ line }) => line.slow(0),
  },
  'the line is silent for some seconds': {
    async round({ line }) {
      line.hold(true)
      setTimeout(() => line.hold(false), HELD_MS)
    },
    over: ({ line }) => line.hold(false),
  },
  'everything is told twice': { round: ({ peer }) => peer.again() },
  'answers are lost, Okno is ended and the line is cut': {
    async round({ peer, shop, line }, n) {
      if (n % 2 === 0) return void line.cut()
      peer.failNext('lost-answer')
      await shop.restart()
    },
  },
}

let mail: MailPeer
beforeAll(async () => {
  mail = await startMailPeer()
}, 60_000)
afterAll(() => mail?.stop())

const CHANNELS: readonly (readonly [string, () => Promise<ContractPeer | MutePeer>])[] = [
  ['[H2] Telegram', makeTelegramPeer],
  ['[H9] SMS over SMPP', makeSmsPeer],
  ['[H9] SMS by web requests', makeHttpSmsPeer],
  ['[H9] TurboSMS', makeTurboSmsPeer],
  ['[H10] e-mail', () => makeEmailPeer(mail)],
  ['[H12] a bridge', makeBridgePeer],
]

describe.each(CHANNELS)('[F3] %s', (_name, makePeer) => {
  test.each(Object.entries(FAULTS))(
    '%s: 0 lost, 0 twice',
    async (_fault, fault) => {
      const stage = await set(await makePeer())
      try {
        expect(await run(stage, fault)).toEqual({ lost: [], twice: [] })
      } finally {
        await stage.shop.close()
        await stage.line.close()
        await stage.peer.close()
      }
    },
    180_000,
  )
})

async function set(peer: ContractPeer | MutePeer): Promise<Stage & { readonly said: string[] }> {
  const line = await openLine(Object(peer.settings))
  const shop = await openShop({ connector: peer.connector, settings: line.settings, secrets: peer.secrets })
  peer.opened?.(shop)
  await eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe('connected'))
  const said: string[] = []
  const arrived = () => eventually(async () => expect(await textsOf(shop, 'in')).toEqual(expect.arrayContaining(said)))
  return { peer, shop, line, said, arrived }
}

const FIRST = 'рядок 0'

/** Where nothing comes in, an operator writes first. */
async function firstDialog({ peer, shop }: Stage): Promise<Id> {
  if (peer.says) return (await begun({ peer, shop }, FIRST)).dialog.id
  const to = { channelId: shop.channelId, address: TURBO_CUSTOMER, name: null, subject: '' }
  await shop.act({ type: 'dialog.start', args: { ...to, itemId: newId(), text: FIRST, attachments: [] } })
  const [dialog] = await shop.dialogs()
  if (!dialog) throw new Error('A message has a dialog')
  return dialog.id
}

/** Where nothing comes in, what goes wrong is to go wrong under a message that is on its way. */
const leaves = (shop: Shop, id: Id) =>
  eventually(async () => expect((await shop.messages()).find((message) => message.id === id)?.state).not.toBe('queued'))

const textsOf = async (shop: Shop, direction: 'in' | 'out') =>
  (await shop.messages()).filter((message) => message.direction === direction).map(({ text }) => text)

async function run(stage: Awaited<ReturnType<typeof set>>, { round, over }: (typeof FAULTS)[string]) {
  const { peer, shop, said, arrived } = stage
  const says = async (text: string) => {
    await peer.says?.(text)
    if (peer.says) said.push(text)
  }
  const dialogId = await firstDialog(stage)
  if (peer.says) said.push(FIRST)
  const replies = new Map<Id, string>()
  for (let n = 1; n <= ROUNDS; n += 1) {
    await says(`рядок ${n}`)
    const reply = await shop.reply(dialogId, `відповідь ${n}`)
    replies.set(reply, `відповідь ${n}`)
    if (!peer.says) await leaves(shop, reply)
    await round(stage, n)
  }
  over?.(stage)
  // Whatever could still come twice has come by the time that one more has.
  await eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe('connected'))
  await says('кінець')
  await arrived()
  const states = await eventually(async () => {
    const found = new Map((await shop.messages()).flatMap(({ id, state }) => (replies.has(id) ? [[id, state] as const] : [])))
    expect([...found.values()].filter((state) => state === 'queued' || state === 'sending')).toEqual([])
    return found
  })
  const [here, there] = [await textsOf(shop, 'in'), (await peer.got()).map(({ text }) => text)]
  const count = (texts: readonly string[], text: string) => texts.filter((each) => each === text).length
  // What is unknown an operator looks after: it may be there, and once at most.
  const certain = [...replies].flatMap(([id, text]) => (/^(?:sent|delivered|read)$/.test(states.get(id) ?? '') ? [text] : []))
  return {
    lost: [...said.filter((text) => count(here, text) === 0), ...certain.filter((text) => count(there, text) === 0)],
    twice: [...said.filter((text) => count(here, text) > 1), ...[...replies.values()].filter((text) => count(there, text) > 1)],
  }
}
