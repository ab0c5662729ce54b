/**
 * People on the shop's pages who never tire: they write through the real widget protocol, show when they type, confirm
 * what they have read, go on with their story when an operator answers, and ask again when nobody does.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Id } from '#shared/domain/id'
import type { ToVisitor, WidgetMessage } from '#shared/protocol/widget'
import { connectVisitor, type VisitorClient } from '../channels/widget/visitor-client'
import { type Chance, makeChance } from './chance'
import { drawPerson, type Person } from './people'
import { drawSlots, fillIn, PHRASES } from './script'
import type { Language } from './shop'

export interface Visitors {
  stop(): Promise<void>
}

/** How people behave, in ms. Real ones are slower; a newcomer should not have to wait. */
export interface Pace {
  readonly arrival: readonly [low: number, high: number]
  readonly typing: readonly [low: number, high: number]
  readonly reading: readonly [low: number, high: number]
  /** For an answer, before they ask again, and again before they leave. */
  readonly patience: readonly [low: number, high: number]
  /** Away, before they come back to the same conversation. */
  readonly absence: readonly [low: number, high: number]
}

const LIVELY: Pace = {
  arrival: [3_000, 12_000],
  typing: [1_500, 5_000],
  reading: [1_500, 4_000],
  patience: [25_000, 70_000],
  absence: [60_000, 240_000],
}

/** Enough for something to happen every few seconds; each has one conversation, however often they come back. */
const VISITORS = 14
/** How often somebody who waits looks up. */
const GLANCE_MS = 200

export function startVisitors(options: {
  origin: string
  channelId: Id
  seed: number
  visitors?: number
  pace?: Pace
  onError: (error: unknown) => void
}): Visitors {
  const { origin, channelId, seed, visitors = VISITORS, pace = LIVELY, onError } = options
  const stopping = new AbortController()
  // One for each who waits for something, and that is all of them.
  setMaxListeners(0, stopping.signal)
  const chance = makeChance(seed)
  const lives = Array.from({ length: visitors }, async (_, number) => {
    const own = makeChance(chance.below(2 ** 31))
    try {
      await pause(own, [0, (pace.arrival[1] * number) / 2], stopping.signal)
      await new Visitor({ origin, channelId, chance: own, pace, number, signal: stopping.signal, onError }).live()
    } catch (error) {
      if (!stopping.signal.aborted) onError(error)
    }
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(lives)
    },
  }
}

interface VisitorOptions {
  readonly origin: string
  readonly channelId: Id
  readonly chance: Chance
  readonly pace: Pace
  readonly number: number
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

class Visitor {
  readonly #options: VisitorOptions
  readonly #language: Language
  readonly #person: Person
  #token: string | null = null

  constructor(options: VisitorOptions) {
    this.#options = options
    this.#language = options.chance.happens(0.5) ? 'ru' : 'uk'
    this.#person = drawPerson(options.chance, { kind: 'widget', language: this.#language, number: options.number })
  }

  /** Until the demonstration ends. A visit that fails (the server restarts) is followed by another. */
  async live(): Promise<void> {
    const { chance, pace, signal, onError } = this.#options
    while (!signal.aborted) {
      try {
        await this.#visit()
      } catch (error) {
        if (!signal.aborted) onError(error)
      }
      await pause(chance, pace.absence, signal)
    }
  }

  async #visit(): Promise<void> {
    const { origin, channelId, signal } = this.#options
    const page = 'https://teplo.example/catalog/'
    const client = await connectVisitor({ origin, channelId, token: this.#token, language: this.#language, page })
    const leave = () => client.close()
    signal.addEventListener('abort', leave, { once: true })
    try {
      this.#token = client.welcome.token
      await this.#talk(client)
    } finally {
      signal.removeEventListener('abort', leave)
      client.close()
    }
  }

  /** Tells a script's own part; whatever the operator says stands for the operator's part. */
  async #talk(client: VisitorClient): Promise<void> {
    const { chance, pace, signal } = this.#options
    const phrases = PHRASES[this.#language]
    const slots = drawSlots(this.#language, chance, this.#person)
    const script = chance.pick(phrases.scripts)
    for (const [index, line] of script.entries()) {
      if (line.who !== 'customer') continue
      const isAnswered = index === 0 || script[index - 1]?.who === 'customer' || (await this.#isAnswered(client))
      if (!isAnswered) return
      await this.#say(client, fillIn(line.text, slots))
    }
    if (await this.#isAnswered(client)) await this.#say(client, chance.pick(phrases.thanks))
    // Stays a little, to see the last word.
    await pause(chance, pace.patience, signal)
    confirm(client, 'read')
  }

  async #say(client: VisitorClient, text: string): Promise<void> {
    const { chance, pace, signal } = this.#options
    client.send({ t: 'typing', on: true })
    await pause(chance, pace.typing, signal)
    client.send({ t: 'typing', on: false })
    await client.say(text)
  }

  /** Waits for an operator, asking once more in between. */
  async #isAnswered(client: VisitorClient): Promise<boolean> {
    const { chance, pace } = this.#options
    if (await this.#hears(client)) return true
    await this.#say(client, chance.pick(PHRASES[this.#language].nudges))
    return this.#hears(client, pace.patience)
  }

  async #hears(client: VisitorClient, patience = this.#options.pace.patience): Promise<boolean> {
    const { chance, pace, signal } = this.#options
    const from = client.frames.length
    const until = Date.now() + chance.between(...patience)
    while (Date.now() < until) {
      await sleep(GLANCE_MS, undefined, { signal })
      if (!client.frames.slice(from).some((frame) => answerIn(frame) !== null)) continue
      confirm(client, 'delivered')
      await pause(chance, pace.reading, signal)
      confirm(client, 'read')
      return true
    }
    return false
  }
}

function answerIn(frame: ToVisitor): WidgetMessage | null {
  return frame.t === 'message' && frame.message.from === 'operator' ? frame.message : null
}

function confirm(client: VisitorClient, state: 'delivered' | 'read'): void {
  const ids = client.frames.flatMap((frame) => answerIn(frame)?.id ?? []).slice(-MAX_CONFIRMED)
  if (ids.length > 0) client.send({ t: 'seen', ids, state })
}

/** Older ones were confirmed when they came. */
const MAX_CONFIRMED = 20

const pause = (chance: Chance, [low, high]: readonly [number, number], signal: AbortSignal): Promise<void> =>
  sleep(chance.between(Math.round(low), Math.round(high)), undefined, { signal })
