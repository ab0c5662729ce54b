/** Saved customers, as many as a large shop has, and questions to them. */
import type { CustomerTag } from '#shared/domain/customer-field'
import { type Change, change } from '#shared/domain/row'

const FIRST = ['Анна', 'Олена', 'Ірина', 'Татьяна', 'Соломія', 'Виктория', 'Дарина', 'Марія', 'Андрей', 'Тарас', 'Богдан', 'Юлия']
const LAST = ['Коваль', 'Шевченко', 'Гончар', 'Савчук', 'Мороз', 'Ткаченко', 'Левчук', 'Бойко', 'Руденко', 'Яремчук', 'Дзюба']
const CITIES = ['Одесса', 'Київ', 'Львів', 'Харків', 'Полтава', 'Луцьк', 'Чернівці']

/** Of one in ten, and of one in a thousand. */
export const BUYER_TAGS: readonly CustomerTag[] = [
  { id: 'regular', name: 'Постоянный', color: 'green', isRemoved: false },
  { id: 'vip', name: 'VIP', color: 'yellow', isRemoved: false },
]

const of = (list: readonly string[], n: number): string => list[n % list.length] ?? ''
const nameOf = (n: number): string => `${of(LAST, n)} ${of(FIRST, Math.floor(n / 11))} ${n}`
const phoneOf = (n: number): string => `+38050${String(1_000_000 + n * 7).padStart(7, '0')}`

/** In parts as the server sends them. */
export function* makeBuyers(count: number, partSize: number): Generator<readonly Change[]> {
  for (let start = 0; start < count; start += partSize)
    yield Array.from({ length: Math.min(partSize, count - start) }, (_, index) => buyer(start + index))
}

function buyer(n: number): Change {
  return change('customer', {
    id: `buyer-${n}`,
    name: nameOf(n),
    phones: [phoneOf(n)],
    emails: n % 3 === 0 ? [`buyer${n}@mail.example`] : [],
    tags: [...(n % 10 === 0 ? ['regular'] : []), ...(n % 1000 === 7 ? ['vip'] : [])],
    fields: { city: of(CITIES, n) },
    gains: [],
    mergedInto: null,
    history: [{ id: `saved.${n}`, at: 1_700_000_000_000, by: null, field: 'phones', from: null, to: phoneOf(n) }],
    createdAt: 1_700_000_000_000,
    createdBy: null,
    updatedAt: 1_700_000_000_000,
  })
}

/** A question, and what the first row of the answer says. */
export const buyerQuestions = (count: number): readonly (readonly [asked: string, says: string])[] => {
  const n = Math.floor(count * 0.7)
  return [
    [nameOf(n).split(' ').reverse().join(' '), nameOf(n)],
    [phoneOf(n), nameOf(n)],
    [phoneOf(n).slice(-7), nameOf(n)],
    ['шевч', 'Шевченко'],
    // On another layout.
    ['ujyxfh', 'Гончар'],
  ]
}
