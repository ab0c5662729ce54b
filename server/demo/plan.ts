/** What happens in the sample workspace, decided before anything is written: pure, and the same for the same seed. */
import { CAPABILITIES, type ChannelKind } from '#shared/domain/channel'
import type { DeliveryState } from '#shared/domain/delivery'
import { type Chance, makeChance } from './chance'
import { drawAgain, drawPerson, type Person } from './people'
import { type Buying, drawPurchase } from './purchase'
import { fillIn, PHRASES } from './script'
import { CITIES, COLLEAGUES, SAMPLE_CHANNELS, WEBSITE_SHARE } from './shop'
import { compose, type Fate, type Told } from './story'

/** Place in the list of operators: 0 is the owner. */
export type OperatorIndex = number

type Doing =
  | { readonly do: 'hear'; readonly text: string; readonly hasPicture: boolean }
  | {
      readonly do: 'answer'
      readonly text: string
      /** What became of it in the channel. */
      readonly carried: Extract<DeliveryState, 'sent' | 'delivered' | 'read' | 'failed' | 'unknown'>
      /** In reply to the customer's first message. */
      readonly isQuoting: boolean
    }
  | { readonly do: 'note'; readonly text: string; readonly addedBy: OperatorIndex | null }
  | { readonly do: 'remark'; readonly text: string }
  | { readonly do: 'draft'; readonly text: string }
  | { readonly do: 'assign'; readonly from: OperatorIndex | null; readonly to: OperatorIndex }
  | { readonly do: 'email'; readonly value: string }
  | { readonly do: 'close' | 'spam' }
  | Buying

/** `by` is nobody's business where the customer acts. */
export type Step = Doing & { readonly at: number; readonly by: OperatorIndex }

export interface DialogPlan {
  /** Place in SAMPLE_CHANNELS; null is the website. */
  readonly channel: number | null
  readonly person: Person
  readonly steps: readonly Step[]
}

/** Of three hundred. */
const FATES: readonly (readonly [Fate, number])[] = [
  ['untouched', 14],
  ['waiting', 24],
  ['answered', 78],
  ['closed', 172],
  ['spam', 12],
]

/** So many dialogs later somebody has written before, from another channel. */
const AGAIN_AFTER = 100
const AGAIN_AMONG: readonly [from: number, to: number] = [20, 116]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function planWorkspace(options: { seed: number; now: number; dialogs: number }): readonly DialogPlan[] {
  const chance = makeChance(options.seed)
  const all = FATES.flatMap(([fate, count]) => Array.from({ length: count }, () => fate))
  const cast = Array.from({ length: options.dialogs }, (_, number) => {
    // Each dialog has a chance of its own: a new line in one leaves the others as they were.
    const own = makeChance(chance.below(2 ** 31))
    const channel = drawChannel(own)
    const kind: ChannelKind = channel === null ? 'widget' : (SAMPLE_CHANNELS[channel]?.kind ?? 'widget')
    const person = drawPerson(own, { kind, language: own.happens(0.55) ? 'ru' : 'uk', number })
    return { own, channel, kind, number, person, fate: all[number % all.length] ?? 'closed' }
  })
  return cast.map(({ own, number, person, ...role }) => {
    const known = isAgain(number) ? cast[number + AGAIN_AFTER]?.person : undefined
    return planDialog(own, { ...role, person: known ? drawAgain(own, known, { kind: role.kind, number }) : person, now: options.now })
  })
}

/** Whether who writes here has written from another channel too. */
const isAgain = (number: number): boolean => number >= AGAIN_AMONG[0] && number < AGAIN_AMONG[1] && number % 4 === 0

interface Role {
  readonly channel: number | null
  readonly kind: ChannelKind
  readonly fate: Fate
  readonly person: Person
  readonly now: number
}

function planDialog(chance: Chance, { channel, kind, fate, person, now }: Role): DialogPlan {
  const doings = play(chance, { fate, kind, person, told: compose(chance, { fate, person }) })
  const end = endOf(chance, fate, now)
  let at = end - doings.reduce((sum, { wait }) => sum + wait, 0)
  const steps = doings.map(({ wait, ...step }): Step => {
    at += wait
    return { ...step, at }
  })
  return { channel, person, steps }
}

function drawChannel(chance: Chance): number | null {
  let dice = chance.below(100) - WEBSITE_SHARE
  if (dice < 0) return null
  return SAMPLE_CHANNELS.findIndex(({ share }) => {
    dice -= share
    return dice < 0
  })
}

/** When the last thing happened. */
function endOf(chance: Chance, fate: Fate, now: number): number {
  const ages = { untouched: 3 * HOUR, waiting: 20 * HOUR, answered: 8 * DAY, closed: 90 * DAY, spam: 60 * DAY } satisfies Record<
    Fate,
    number
  >
  const soonest = { untouched: MINUTE, waiting: 2 * MINUTE, answered: 10 * MINUTE, closed: HOUR, spam: HOUR } satisfies Record<Fate, number>
  // More of them lately than long ago.
  const end = now - soonest[fate] - Math.round(ages[fate] * chance.next() ** 2)
  const isNight = new Date(end).getHours() < 8
  return isNight && now - end > 12 * HOUR ? end - 10 * HOUR : end
}

/** A step and how long after the one before it, in ms. */
type Timed = Doing & { readonly by: OperatorIndex; readonly wait: number }

function play(
  chance: Chance,
  { fate, kind, person, told }: { fate: Fate; kind: ChannelKind; person: Person; told: readonly Told[] },
): Timed[] {
  const operators = COLLEAGUES.length + 1
  const steps: Timed[] = []
  // The owner answers too, so that the filter "mine" has something to show.
  let operator = chance.happens(0.2) ? 0 : chance.below(operators)
  let isAssigned = false
  const known = new Set<string>()
  const add = (doing: Doing, wait: number, by = operator) => steps.push({ ...doing, by, wait })

  let isSaved = false
  const buy = (isPast: boolean) => {
    if (!isAssigned || fate === 'spam' || !chance.happens(0.3)) return
    for (const { wait, ...doing } of drawPurchase(chance, { person, known, isSaved, isPast })) add(doing, wait)
    known.add('phone').add('name')
    isSaved = true
  }

  for (const { line, wait, isChapterEnd } of told) {
    if (line.who === 'customer') add({ do: 'hear', text: line.text, hasPicture: line.hasPicture }, wait)
    else if (line.who === 'note') {
      const addedBy = chance.happens(0.4) ? chance.below(operators) : null
      add({ do: 'note', text: line.text, addedBy }, wait)
    } else {
      const isQuoting = !isAssigned && CAPABILITIES[kind].replyTo && chance.happens(0.25)
      add({ do: 'answer', text: line.text, carried: carriedIn(kind, chance), isQuoting }, wait)
      isAssigned = true
      for (const doing of learnt(kind, chance, { person, steps, known })) add(doing, chance.between(8, 60) * 1000)
    }
    if (!isChapterEnd) continue
    buy(true)
    if (chance.happens(0.6)) add({ do: 'close' }, chance.between(1, 240) * MINUTE)
    if (chance.happens(0.2)) {
      const to = (operator + chance.between(1, operators - 1)) % operators
      add({ do: 'assign', from: operator, to }, chance.between(1, 30) * MINUTE)
      operator = to
    }
  }

  const phrases = PHRASES[person.language]
  buy(fate === 'closed')
  if (fate === 'closed') add({ do: 'close' }, chance.between(1, 300) * MINUTE)
  if (fate === 'spam') add({ do: 'spam' }, chance.between(1, 90) * MINUTE)
  if (fate === 'untouched' && chance.happens(0.25)) add({ do: 'assign', from: null, to: operator }, chance.between(5, 50) * 1000, 1)
  if (fate === 'waiting' && chance.happens(0.35))
    add({ do: 'draft', text: chance.pick(phrases.drafts) }, 0, chance.happens(0.5) ? 0 : operator)
  if (isAssigned && chance.happens(0.2)) {
    const text = fillIn(chance.pick(phrases.remarks), { city: chance.pick(CITIES[person.language]) })
    add({ do: 'remark', text }, 0)
  }
  return fate === 'answered' && chance.happens(0.14) ? withFailure(steps, kind, chance) : steps
}

/** What an operator writes into the customer's card after they have said it. */
function learnt(kind: ChannelKind, chance: Chance, of: { person: Person; steps: readonly Timed[]; known: Set<string> }): Doing[] {
  const { person, steps, known } = of
  const said = steps.flatMap((step) => (step.do === 'hear' ? [step.text] : []))
  const doings: Doing[] = []
  const once = (key: string, isTime: boolean, doing: Doing) => {
    if (!isTime || known.has(key)) return
    known.add(key)
    doings.push(doing)
  }
  once('phone', kind === 'sms' || said.some((text) => text.includes(person.phone)), { do: 'phone', value: person.phone })
  once('email', kind === 'email' || said.some((text) => text.includes(person.email)), { do: 'email', value: person.email })
  once('name', known.has('phone') && person.name !== person.fullName && chance.happens(0.5), { do: 'rename', value: person.fullName })
  return doings
}

function carriedIn(kind: ChannelKind, chance: Chance): 'sent' | 'delivered' | 'read' {
  const { delivered, read } = CAPABILITIES[kind]
  if (read && chance.happens(0.8)) return 'read'
  return delivered && chance.happens(0.5) ? 'delivered' : 'sent'
}

/** The last answer has not arrived, or nobody knows. */
function withFailure(steps: Timed[], kind: ChannelKind, chance: Chance): Timed[] {
  const last = steps.findLastIndex((step) => step.do === 'answer')
  const carried = kind === 'widget' || chance.happens(0.25) ? 'unknown' : 'failed'
  return steps.map((step, index) => (index === last && step.do === 'answer' ? { ...step, carried } : step))
}
