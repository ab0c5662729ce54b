import { expect, test, vi } from 'vitest'
import { dayText, sizeText } from './dates'
import { WORDS } from './words'

const NOW = new Date(2026, 0, 2, 10).getTime()
const day = (...at: [number, number, number]) => dayText(new Date(...at, 23).getTime(), NOW, { words: WORDS.ru, language: 'ru' })

test('days are named as people name them', () => {
  expect([day(2026, 0, 2), day(2026, 0, 1), day(2025, 11, 31)]).toEqual(['Сегодня', 'Вчера', '31 декабря 2025 г.'])
})

test('sizes are rounded to what can be compared', () => {
  expect([0, 900, 1536, 5_000_000].map((bytes) => sizeText(bytes, WORDS.ru, 'ru'))).toEqual(['0 Б', '900 Б', '1,5 КБ', '4,8 МБ'])
})

test('every word exists in every language', () => {
  for (const words of Object.values(WORDS)) expect(Object.keys(words).sort()).toEqual(Object.keys(WORDS.en).sort())
})

test('days in English are written as the reader of the page writes them', () => {
  const before = Date.UTC(2025, 2, 12, 12)
  const written = ['en-US', 'en-GB', 'pl-PL'].map((browser) => {
    vi.stubGlobal('navigator', { language: browser })
    return dayText(before, NOW, { words: WORDS.en, language: 'en' })
  })
  vi.unstubAllGlobals()
  expect(written).toEqual(['March 12, 2025', '12 March 2025', '12 March 2025'])
})
