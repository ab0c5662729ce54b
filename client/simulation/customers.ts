/**
 * The other end of the channels: people who write, repeat themselves when they are not answered, receive what operators
 * send, and confirm it. What a send came to is decided by chance, and may be heard of late or never.
 */
import type { Id } from '#shared/domain/id'
import type { AcceptInbound, ChannelAdapter, SendResult } from '../../server/channels/port'
import type { Chance } from './random'
import type { Words } from './words'

export const CHANNELS = ['website', 'branch'] as const
const PEERS = ['v1', 'v2', 'v3', 'v4', 'v5']

interface Sending {
  answer(): void
}

export class Customers {
  /** Messages of theirs that the server has acknowledged, by key, which is also the text. */
  readonly acknowledged = new Map<string, Id>()
  /** How often each message of an operator has reached its customer. */
  readonly received = new Map<Id, number>()
  readonly #confirmable: { readonly itemId: Id; readonly channelId: Id; readonly peerKey: string }[] = []
  readonly #chance: Chance
  readonly #words: Words
  #sending: Sending[] = []

  constructor(options: { chance: Chance; words: Words }) {
    this.#chance = options.chance
    this.#words = options.words
  }

  /** @param accept of the server that runs now. */
  write(accept: AcceptInbound, isRepeat: boolean): void {
    const key = (isRepeat && this.#chance.pick([...this.acknowledged.keys()])) || this.#words.next()
    const number = Number(key.slice(1, 6))
    const peerKey = PEERS[number % PEERS.length] ?? 'v1'
    const channelId = CHANNELS[Number(peerKey.slice(1)) % CHANNELS.length] ?? 'website'
    const peer = { key: peerKey, name: `Гость ${peerKey}`, origin: null }
    accept({ type: 'message', channelId, peer, key, text: key, attachments: [], raw: key }).then(
      (outcome) => {
        if (!outcome.ok) return
        this.acknowledged.set(key, outcome.itemId ?? '')
        this.#words.belongs(key, { dialogId: outcome.dialogId })
      },
      () => undefined,
    )
  }

  /** A window shows, or its owner reads, what was sent. */
  confirm(accept: AcceptInbound): void {
    const seen = this.#chance.pick(this.#confirmable)
    if (!seen) return
    const { itemId, channelId, peerKey } = seen
    const state = this.#chance.oneIn(2) ? 'delivered' : 'read'
    const peer = { key: peerKey, name: '', origin: null }
    accept({ type: 'status', channelId, peer, itemIds: [itemId], state }).catch(() => undefined)
  }

  readonly adapter: Pick<ChannelAdapter, 'send'> = {
    send: ({ id, channelId, peerKey }) => {
      // Taken or not, the answer comes when the scheduler says so.
      const fate = this.#chance.below(10)
      const isTaken = fate < 8
      if (isTaken) {
        this.received.set(id, (this.received.get(id) ?? 0) + 1)
        this.#confirmable.push({ itemId: id, channelId, peerKey })
      }
      return new Promise((resolve, reject) => {
        const answer = (result: SendResult) => (fate === 7 ? reject(new Error('The channel broke off')) : resolve(result))
        this.#sending.push({ answer: () => answer(resultOf(fate)) })
      })
    },
  }

  /** A channel answers. @returns false when none has been asked. */
  answer(): boolean {
    const sending = this.#chance.pick(this.#sending)
    if (!sending) return false
    this.#sending = this.#sending.filter((each) => each !== sending)
    sending.answer()
    return true
  }

  /** The server's memory is lost but for these: what it has forgotten it cannot keep from repeating. */
  remember(items: ReadonlySet<Id>): void {
    for (const [key, itemId] of this.acknowledged) if (!items.has(itemId)) this.acknowledged.delete(key)
    for (const itemId of this.received.keys()) if (!items.has(itemId)) this.received.delete(itemId)
  }

  /** The process that asked is gone. */
  forget(): void {
    this.#sending = []
  }
}

function resultOf(fate: number): SendResult {
  if (fate === 8) return { outcome: 'retry', afterMs: 1500, reason: 'busy' }
  if (fate === 9) return { outcome: 'failed', reason: 'refused' }
  return { outcome: 'sent' }
}
