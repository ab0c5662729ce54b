import { describe, expect, test } from 'vitest'
import { keyStretches, nameKey } from './name-key'

const byKey = (a: string, b: string): number => (nameKey(a) < nameKey(b) ? -1 : Number(nameKey(a) > nameKey(b)))

const NAMES = [
  ...['Ірина', 'Ёлкина', 'Елкина', 'Ельник', 'Анна', 'анна', 'АННА', 'Яна', 'яков', 'Ян', 'Борис', 'бор', 'Жанна', 'Євген', 'Ежов', 'Зоя'],
  ...['Їжак', 'Іжак', 'Іван', 'Йосип', 'Ивлев', 'Кирило', 'Щукін', 'Шевчук', 'Юлія', 'Эмма', 'Тищенко', 'Тіщенко', 'Тихий', 'Тышко'],
  ...["Мар'яна", 'Мар’янка', 'Марія', 'Марина', 'Мария', 'Марьяна', 'Маряна', 'Анна Б', 'Анна-Б', 'Аннабель', 'Анна  Б'],
  ...['Zoe', 'zadie', 'Émile', 'Emil', 'emma', 'Łukasz', 'Lukas', 'Müller', 'Muller', 'Mullin', 'Øyvind', 'Olga', 'Žižka', '李'],
  ...[
    '«Ромашка»',
    'Ромашка',
    '1-я аптека',
    '10',
    '9',
    '№ 5',
    '+380',
    '@shop',
    '🙂',
    'Олег (опт)',
    'Олег Б.',
    'Білл',
    'Било',
    'Выдра',
    'ґанок',
  ],
]

describe('names stand in the order of the language', () => {
  const cases = { ru: false, uk: false, en: true } as const
  // To Ukrainian alone these are letters; elsewhere they are spellings of others.
  const isUkrainian = (name: string) => /[їґ]/i.test(name)
  // Among each other signs stand in some order.
  const isSign = (name: string) => /^[^\p{L}\p{N}]/u.test(name)

  test.each(Object.entries(cases))('%s', (language, isLatinFirst) => {
    const { compare } = new Intl.Collator(language, { sensitivity: 'base' })
    const names = NAMES.filter((name) => language === 'uk' || !isUkrainian(name))
    const stretches = keyStretches(isLatinFirst)
    const placeOf = (key: string) => stretches.findIndex(([from, to]) => key >= from && key < to)
    for (const a of names)
      for (const b of names) {
        if (isSign(a) && isSign(b)) continue
        expect([a, b, Math.sign(placeOf(nameKey(a)) - placeOf(nameKey(b)) || byKey(a, b))]).toEqual([a, b, Math.sign(compare(a, b))])
      }
  })
})

test('of every language Ґ stands after Г, and Ї after І', () => {
  expect(['Гусь', 'Ґава', 'Гай', 'Дуб', 'Їжак', 'Іній', 'Йорж', 'Ива'].sort(byKey)).toEqual([
    'Гай',
    'Гусь',
    'Ґава',
    'Дуб',
    'Ива',
    'Іній',
    'Їжак',
    'Йорж',
  ])
})

test('capitals, accents and the kind of apostrophe make no difference', () => {
  expect(nameKey('ЁЛКИНА É')).toBe(nameKey('елкина e'))
  expect(nameKey('Мар’яна')).toBe(nameKey("мар'яна"))
})

test('a name of signs, marks or syllables of another script has a key too', () => {
  expect(['가', 'Я', 'Z', '!', '1', '\u0301'].sort(byKey)).toEqual(['\u0301', '!', '1', 'Я', 'Z', '가'])
})
