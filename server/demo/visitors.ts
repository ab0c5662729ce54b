/**
 * People on the shop's pages who never tire: they write through the real widget protocol, show when they type, confirm
 * what they have read, go on with their story when an operator answers, and ask again when nobody does.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Id, newId } from '#shared/domain/id'
import { type ToVisitor, WIDGET_BLOB_PATH, type WidgetFile, type WidgetMessage } from '#shared/protocol/widget'
import { connectVisitor, type VisitorClient } from '../channels/widget/visitor-client'
import { type Chance, makeChance } from './chance'
import { drawPerson, type Person } from './people'
import { drawPicture, PICTURE_HEIGHT, PICTURE_WIDTH } from './picture'
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
  arrival: [2_000, 10_000],
  typing: [1_500, 5_000],
  reading: [1_500, 4_000],
  patience: [20_000, 45_000],
  absence: [15_000, 60_000],
}

/** Enough for something to happen every few seconds, and few enough to leave other channels on the screen. */
const VISITORS = 6
/** Visits without an answer after which somebody does not come back; a stranger comes instead. */
const DISAPPOINTMENTS = 2
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
      await pause(own, [pace.arrival[0] * number, pace.arrival[1] * number], stopping.signal)
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
  #disappointments = 0
  /** Of this visit, noticed. */
  #answers = 0

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
      if (this.#disappointments < DISAPPOINTMENTS) continue
      this.#token = null
      this.#disappointments = 0
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
      this.#answers = 0
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
      await this.#say(client, fillIn(line.text, slots), line.hasPicture ? await this.#upload() : [])
    }
    if (await this.#isAnswered(client)) await this.#say(client, chance.pick(phrases.thanks))
    // Stays a little, to see the last word.
    await pause(chance, pace.patience, signal)
    confirm(client, 'read')
  }

  async #say(client: VisitorClient, text: string, files: WidgetFile[] = []): Promise<void> {
    const { chance, pace, signal } = this.#options
    client.send({ t: 'typing', on: true })
    await pause(chance, pace.typing, signal)
    client.send({ t: 'typing', on: false })
    await client.say(text, { files })
  }

  /** Nobody minds when a picture is missing: too many were uploaded lately. */
  async #upload(): Promise<WidgetFile[]> {
    const { origin, chance, signal } = this.#options
    const id = newId()
    const { ok } = await fetch(`${origin}${WIDGET_BLOB_PATH}${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${this.#token}`, 'x-file-name': 'photo.png' },
      body: Buffer.from(drawPicture(chance)),
      signal,
    })
    return ok ? [{ id, width: PICTURE_WIDTH, height: PICTURE_HEIGHT }] : []
  }

  /** Waits for an operator, asking once more in between. */
  async #isAnswered(client: VisitorClient): Promise<boolean> {
    const { chance } = this.#options
    if (await this.#hears(client)) return true
    await this.#say(client, chance.pick(PHRASES[this.#language].nudges))
    if (await this.#hears(client)) return true
    this.#disappointments += 1
    return false
  }

  async #hears(client: VisitorClient): Promise<boolean> {
    const { chance, pace, signal } = this.#options
    const until = Date.now() + chance.between(...pace.patience)
    while (Date.now() < until) {
      await sleep(GLANCE_MS, undefined, { signal })
      // An answer may have come while they were still writing.
      const answers = client.frames.filter((frame) => answerIn(frame) !== null).length
      if (answers <= this.#answers) continue
      this.#answers = answers
      confirm(client, 'delivered')
      await pause(chance, pace.reading, signal)
      confirm(client, 'read')
      this.#disappointments = 0
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
