/**
 * Conversations as they are written down in scripts-*.ts, one line a message:
 *   `> text` the customer, `>+ text` the customer with a picture, `< text` the operator, `# text` an internal note.
 * `{product}`, `{phone}` and the like are filled in for each telling: see {@link fillIn}.
 */
import type { Chance } from './chance'
import { RUSSIAN, RUSSIAN_DRAFTS, RUSSIAN_FAREWELLS, RUSSIAN_NUDGES, RUSSIAN_REMARKS, RUSSIAN_SPAM, RUSSIAN_THANKS } from './scripts-ru'
import {
  UKRAINIAN,
  UKRAINIAN_DRAFTS,
  UKRAINIAN_FAREWELLS,
  UKRAINIAN_NUDGES,
  UKRAINIAN_REMARKS,
  UKRAINIAN_SPAM,
  UKRAINIAN_THANKS,
} from './scripts-uk'
import { CITIES, GOODS, type Language } from './shop'

export interface Line {
  readonly who: 'customer' | 'operator' | 'note'
  readonly text: string
  readonly hasPicture: boolean
}

export type Script = readonly Line[]

const MARKS: readonly (readonly [mark: string, who: Line['who'], hasPicture: boolean])[] = [
  ['>+', 'customer', true],
  ['>', 'customer', false],
  ['<', 'operator', false],
  ['#', 'note', false],
]

export function parseScript(source: string): Script {
  return source
    .trim()
    .split('\n')
    .map((raw) => parseLine(raw.trim()))
}

function parseLine(raw: string): Line {
  for (const [mark, who, hasPicture] of MARKS) if (raw.startsWith(mark)) return { who, hasPicture, text: raw.slice(mark.length).trim() }
  throw new Error(`Not a line of a script: ${raw}`)
}

interface Phrases {
  readonly scripts: readonly Script[]
  readonly nudges: readonly string[]
  readonly thanks: readonly string[]
  readonly farewells: readonly string[]
  readonly remarks: readonly string[]
  /** Begun and not sent. */
  readonly drafts: readonly string[]
  readonly spam: readonly string[]
}

export const PHRASES: Readonly<Record<Language, Phrases>> = {
  ru: {
    scripts: RUSSIAN.map(parseScript),
    nudges: RUSSIAN_NUDGES,
    thanks: RUSSIAN_THANKS,
    farewells: RUSSIAN_FAREWELLS,
    remarks: RUSSIAN_REMARKS,
    drafts: RUSSIAN_DRAFTS,
    spam: RUSSIAN_SPAM,
  },
  uk: {
    scripts: UKRAINIAN.map(parseScript),
    nudges: UKRAINIAN_NUDGES,
    thanks: UKRAINIAN_THANKS,
    farewells: UKRAINIAN_FAREWELLS,
    remarks: UKRAINIAN_REMARKS,
    drafts: UKRAINIAN_DRAFTS,
    spam: UKRAINIAN_SPAM,
  },
}

export type Slots = Readonly<Record<string, string>>

/** @throws Error for a slot that has no value: a typo in a script. */
export function fillIn(text: string, slots: Slots): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string, offset: number) => {
    const value = slots[name]
    if (value === undefined) throw new Error(`A script names {${name}}, which is not known`)
    const isFirstWord = /^$|[.!?] $/.test(text.slice(0, offset))
    return isFirstWord ? value.charAt(0).toUpperCase() + value.slice(1) : value
  })
}

/** What one telling of a script is about. Phone and e-mail belong to the person, so they are given. */
export function drawSlots(language: Language, chance: Chance, person: { phone: string; email: string }): Slots {
  const goods = GOODS[language]
  const [colour = '', colour2 = ''] = chance.shuffled(goods.colour)
  return {
    ...person,
    product: chance.pick(goods.product),
    textile: chance.pick(goods.textile),
    bedding: chance.pick(goods.bedding),
    colour,
    colour2,
    city: chance.pick(CITIES[language]),
    price: String(chance.between(8, 60) * 45),
    branch: String(chance.between(1, 240)),
    order: String(chance.between(41_000, 48_999)),
    ttn: `2045${chance.between(1_000_000_000, 9_999_999_999)}`,
    qty: String(chance.between(2, 8) * 6),
  }
}
