import { expect, test } from 'vitest'
import { ageText } from './age'

const NOW = 1_700_000_000_000
const HOUR = 3_600_000

test('[K4] an age is told in its largest unit, as the language counts', () => {
  expect(ageText(NOW - 30_000, NOW, 'ru')).toBeNull()
  expect(ageText(NOW - 5 * 60_000, NOW, 'ru')).toBe('5 минут')
  expect(ageText(NOW - HOUR, NOW, 'ru')).toBe('1 час')
  expect(ageText(NOW - 23.9 * HOUR, NOW, 'ru')).toBe('23 часа')
  expect(ageText(NOW - 50 * HOUR, NOW, 'ru')).toBe('2 дня')
  expect(ageText(NOW - 50 * HOUR, NOW, 'en')).toBe('2 days')
  // A clock that is behind.
  expect(ageText(NOW + HOUR, NOW, 'en')).toBeNull()
})
