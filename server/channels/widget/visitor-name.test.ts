import { expect, test } from 'vitest'
import { firstName, visitorName } from './visitor-name'

test('a visitor is called in the language of the page, by the same number each time', () => {
  expect(visitorName('one', 'ru')).toMatch(/^Посетитель \d{4}$/)
  expect(visitorName('one', 'uk')).toMatch(/^Відвідувач \d{4}$/)
  expect(visitorName('one', 'en').slice(-4)).toBe(visitorName('one', 'ru').slice(-4))
})

test('a customer learns the first name of an operator and nothing of the address', () => {
  expect(firstName('Олена Шевченко')).toBe('Олена')
  expect(firstName('  Анна-Мария  Ковач')).toBe('Анна-Мария')
  expect(firstName('olena@shop.example')).toBe('olena')
})
