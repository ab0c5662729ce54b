import { afterEach, describe, expect, it, vi } from 'vitest'
import { dayLabel, forgetZone, isSameDay, listTime, timeAhead } from './dates'

const words = { today: 'Сегодня', yesterday: 'Вчера' }
const now = new Date(2025, 2, 5, 14, 30).getTime()
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime()

describe('listTime', () => {
  it('shows the time of today', () => {
    expect(listTime(at(2025, 2, 5, 9, 5), now, 'ru', words)).toBe('09:05')
  })
  it('says yesterday for the day before, however few hours ago', () => {
    expect(listTime(at(2025, 2, 4, 23, 59), now, 'ru', words)).toBe('Вчера')
  })
  it('shows the day of this year, and the whole date of another', () => {
    expect(listTime(at(2025, 1, 3), now, 'ru', words)).toBe('3 февр.')
    expect(listTime(at(2023, 10, 20), now, 'ru', words)).toBe('20.11.23')
  })
  it('treats a clock that is ahead as today', () => {
    expect(listTime(at(2025, 2, 5, 14, 31), now, 'ru', words)).toBe('14:31')
  })
})

describe('dayLabel', () => {
  it('names today and yesterday, then the day, then the year too', () => {
    expect(dayLabel(at(2025, 2, 5), now, 'ru', words)).toBe('Сегодня')
    expect(dayLabel(at(2025, 2, 4, 1), now, 'ru', words)).toBe('Вчера')
    expect(dayLabel(at(2025, 0, 9), now, 'ru', words)).toBe('9 января')
    expect(dayLabel(at(2024, 11, 31), now, 'uk', words)).toContain('2024')
  })
})

describe('timeAhead', () => {
  it('shows the time of today, otherwise the day, and its year when the day comes before it too', () => {
    expect(timeAhead(at(2025, 2, 5, 19), now, 'ru')).toBe('19:00')
    expect(timeAhead(at(2026, 2, 4, 9), now, 'ru')).toBe('ср, 4 мар., 09:00')
    expect(timeAhead(at(2026, 2, 5, 9), now, 'ru')).toContain('2026')
  })
})

describe('English', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is written as the browser’s region does, and with the day first in a browser of another language', () => {
    for (const [language, day, date, time] of [
      ['uk-UA', '9 January', '20/11/23', '14:05'],
      ['en-US', 'January 9', '11/20/23', '02:05 PM'],
    ] as const) {
      vi.stubGlobal('navigator', { language })
      forgetZone()
      expect(dayLabel(at(2025, 0, 9), now, 'en', words)).toBe(day)
      expect(listTime(at(2023, 10, 20), now, 'en', words)).toBe(date)
      expect(listTime(at(2025, 2, 5, 14, 5), now, 'en', words).replace(/\s/, ' ')).toBe(time)
    }
    forgetZone()
  })
})

it('counts local days', () => {
  expect(isSameDay(at(2025, 2, 5, 0, 0), at(2025, 2, 5, 23, 59))).toBe(true)
  expect(isSameDay(at(2025, 2, 4, 23, 59), at(2025, 2, 5, 0, 0))).toBe(false)
})
