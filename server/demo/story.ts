/** Who says what, and after how long: scripts told one after another until the conversation is long enough. */
import type { Chance } from './chance'
import type { Person } from './people'
import { drawSlots, fillIn, type Line, PHRASES, type Script } from './script'

/** How a dialog stands now. `untouched`: nobody has answered yet. `waiting`: the customer has written since the last answer. */
export type Fate = 'untouched' | 'waiting' | 'answered' | 'closed' | 'spam'

export interface Told {
  readonly line: Line
  /** Since the line before, ms. */
  readonly wait: number
  /** The customer got what they came for, and will come back with something else. */
  readonly isChapterEnd: boolean
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const customer = (text: string): Line => ({ who: 'customer', text, hasPicture: false })
const operator = (text: string): Line => ({ who: 'operator', text, hasPicture: false })

export function compose(chance: Chance, { fate, person }: { fate: Fate; person: Person }): Told[] {
  const phrases = PHRASES[person.language]
  if (fate === 'spam') return timed(chance, [[customer(chance.pick(phrases.spam))]])
  const [first = [], ...others] = chaptersFor(chance, person)
  const nudges = Array.from({ length: chance.happens(0.4) ? chance.between(1, 3) : 0 }, () => customer(chance.pick(phrases.nudges)))
  if (fate === 'untouched') return timed(chance, [[...beforeFirstAnswer(first), ...nudges]])
  const chapters = [first, ...others]
  const last = chapters.pop() ?? []
  if (fate === 'waiting') return timed(chance, [...chapters, [...beforeSomeAnswer(chance, last, chapters.length > 0), ...nudges]])
  return timed(chance, [...chapters, endedWithAnswer(chance, last, person)])
}

/** How many lines: most conversations are short, a few have gone on for months. */
function drawLength(chance: Chance): number {
  const dice = chance.next()
  if (dice < 0.45) return chance.between(2, 8)
  if (dice < 0.8) return chance.between(9, 20)
  if (dice < 0.975) return chance.between(21, 60)
  return chance.between(120, 300)
}

function chaptersFor(chance: Chance, person: Person): Script[] {
  const { scripts } = PHRASES[person.language]
  const length = drawLength(chance)
  const chapters: Script[] = []
  let shelf: Script[] = []
  for (let lines = 0; lines < length; ) {
    if (shelf.length === 0) shelf = chance.shuffled(scripts)
    const script = shelf.pop() ?? []
    const chapter = length - lines < script.length ? upToAnswer(script, length - lines) : script
    const slots = drawSlots(person.language, chance, person)
    chapters.push(chapter.map((line) => ({ ...line, text: fillIn(line.text, slots) })))
    lines += chapter.length
  }
  return chapters
}

/** At least so many lines, ended by the operator where the script allows it. */
function upToAnswer(script: Script, atLeast: number): Script {
  const end = script.findIndex(({ who }, index) => who === 'operator' && index + 1 >= atLeast)
  return end < 0 ? script : script.slice(0, end + 1)
}

function beforeFirstAnswer(script: Script): Line[] {
  const answer = script.findIndex(({ who }) => who !== 'customer')
  return script.slice(0, answer < 0 ? undefined : answer)
}

/** Ends with the customer's words. @param mayBeFirst somebody has answered in an earlier chapter. */
function beforeSomeAnswer(chance: Chance, script: Script, mayBeFirst: boolean): Line[] {
  const ends = script.flatMap(({ who }, index) => (who === 'customer' && script[index + 1]?.who !== 'customer' ? [index + 1] : []))
  const after = mayBeFirst ? ends : ends.filter((end) => script.slice(0, end).some(({ who }) => who === 'operator'))
  const end = after.length > 0 ? chance.pick(after) : script.length
  const lines = script.slice(0, end)
  return lines.at(-1)?.who === 'customer' ? lines : [...lines, customer('?')]
}

function endedWithAnswer(chance: Chance, script: Script, { language }: Person): Line[] {
  const { thanks, farewells } = PHRASES[language]
  const farewell = operator(chance.pick(farewells))
  if (script.at(-1)?.who === 'customer') return [...script, farewell]
  return chance.happens(0.4) ? [...script, customer(chance.pick(thanks)), farewell] : [...script]
}

function timed(chance: Chance, chapters: readonly Script[]): Told[] {
  let before: Line | null = null
  return chapters.flatMap((lines, chapter) =>
    lines.map((line, index) => {
      const isNewChapter = index === 0 && chapter > 0
      const wait = isNewChapter ? chance.between(14, 90) * HOUR + chance.between(0, 59) * MINUTE : pause(chance, before, line)
      before = line
      return { line, wait, isChapterEnd: index === lines.length - 1 && chapter < chapters.length - 1 }
    }),
  )
}

function pause(chance: Chance, before: Line | null, line: Line): number {
  if (!before) return 0
  if (before.who === line.who) return chance.between(9, 70) * SECOND
  if (line.who === 'note') return chance.between(40, 200) * SECOND
  if (chance.happens(0.06)) return chance.between(60, 400) * MINUTE
  return chance.between(40, 900) * SECOND
}
