/** `{имя клиента}` in a quick reply: filled in from the chat where it can be, otherwise a blank to be filled by hand. */
import type { Language } from '../../i18n/i18n'

/** Each by its name in every language: a text written in one is used in all of them. */
const NAMES = {
  customer: { ru: 'имя клиента', uk: 'ім’я клієнта', en: 'customer name' },
  operator: { ru: 'оператор', uk: 'оператор', en: 'operator' },
  channel: { ru: 'канал', uk: 'канал', en: 'channel' },
  order: { ru: 'номер заказа', uk: 'номер замовлення', en: 'order number' },
  orderSum: { ru: 'сумма заказа', uk: 'сума замовлення', en: 'order total' },
  orderStatus: { ru: 'статус заказа', uk: 'статус замовлення', en: 'order status' },
} satisfies Record<string, Record<Language, string>>

export type Variable = keyof typeof NAMES
/** What is known; what is not, or is empty, stays a blank. */
export type Values = Readonly<Partial<Record<Variable, string>>>

export const VARIABLES = Object.keys(NAMES) as readonly Variable[]
export const variableName = (variable: Variable, language: Language): string => NAMES[variable][language]

const BLANK = /\{([^{}\n]{1,40})\}/g

export function fillIn(text: string, values: Values): string {
  return text.replace(BLANK, (blank, name: string) => {
    const variable = variableOf(name)
    return (variable && values[variable]) || blank
  })
}

function variableOf(name: string): Variable | undefined {
  const wanted = plain(name)
  return VARIABLES.find((variable) => Object.values(NAMES[variable]).some((known) => plain(known) === wanted))
}

/** Apostrophes are typed in three ways. */
const plain = (name: string): string => name.trim().toLowerCase().replace(/['ʼ`]/g, '’')

export type Stretch = readonly [start: number, end: number]

export const blanksIn = (text: string): readonly Stretch[] =>
  text.includes('{') ? [...text.matchAll(BLANK)].map((match): Stretch => [match.index, match.index + match[0].length]) : []

/** The blank that Tab leads to from a selection, or Shift+Tab back; null when there is none on that side. */
export function nextBlank(text: string, [start, end]: Stretch, isBack: boolean): Stretch | null {
  const blanks = blanksIn(text)
  if (isBack) return blanks.findLast((blank) => blank[1] <= start && !(blank[0] === start && blank[1] === end)) ?? null
  return blanks.find((blank) => blank[0] >= start && !(blank[0] === start && blank[1] === end)) ?? null
}
