import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dayPattern, moveMonths, readDay, readTime, weeksAround, writeDay, writeTime } from './written-date'

const TODAY = '2026-12-30'
const LETTERS = { day: 'D', month: 'M', year: 'Y' }

const inBrowser = (language: string) => vi.stubGlobal('navigator', { language })
beforeEach(() => inBrowser('uk-UA'))
afterEach(() => vi.unstubAllGlobals())

describe('a day', () => {
  test('is written as the language does, and read back', () => {
    for (const [language, written] of [
      ['ru', '03.02.1990'],
      ['uk', '03.02.1990'],
      ['en', '03/02/1990'],
    ] as const) {
      expect(writeDay('1990-02-03', language)).toBe(written)
      expect(readDay(written, language, TODAY)).toBe('1990-02-03')
    }
    expect(writeDay('', 'ru')).toBe('')
    expect(readDay('  ', 'ru', TODAY)).toBe('')
  })

  test('is read however people part it', () => {
    for (const text of ['3.2.1990', '3 2 1990', '3/2/1990', '03021990', '3.2.90', '030290', '1990-02-03', '03.02.1990г'])
      expect(readDay(text, 'ru', TODAY), text).toBe('1990-02-03')
  })

  test('is written in English as the browser’s region does: the month comes first where it says so, and nowhere else', () => {
    for (const [browser, written, pattern] of [
      ['en-US', '02/03/1990', 'M/D/Y'],
      ['en-GB', '03/02/1990', 'D/M/Y'],
      ['en', '03/02/1990', 'D/M/Y'],
    ] as const) {
      inBrowser(browser)
      expect([writeDay('1990-02-03', 'en'), dayPattern('en', LETTERS)]).toEqual([written, pattern])
      expect(readDay(written, 'en', TODAY)).toBe('1990-02-03')
      expect(readDay('31.12.90', 'en', TODAY)).toBe('1990-12-31')
    }
    expect(dayPattern('ru', LETTERS)).toBe('D.M.Y')
  })

  test('without a year is the nearest such day', () => {
    expect(readDay('2.1', 'ru', TODAY)).toBe('2027-01-02')
    expect(readDay('29.12', 'ru', TODAY)).toBe('2026-12-29')
    expect(readDay('0201', 'ru', TODAY)).toBe('2027-01-02')
    expect(readDay('29.2', 'ru', '2027-03-01')).toBe('2028-02-29')
  })

  test('that there is not, or that is not one, is none', () => {
    for (const text of ['30.02.2026', '0.1.2026', '1.13', 'завтра', '1', '1.2.3.4', '12026', '9'.repeat(50)])
      expect(readDay(text, 'ru', TODAY), text).toBeNull()
  })
})

describe('a time', () => {
  test('is written as the language does, and read back', () => {
    expect(writeTime('15:05', 'uk')).toBe('15:05')
    expect(writeTime('15:05', 'en')).toBe('15:05')
    inBrowser('en-US')
    expect(writeTime('15:05', 'en')).toMatch(/^03:05\sPM$/)
    for (const time of ['00:00', '09:30', '12:00', '15:05', '23:59']) {
      expect(readTime(writeTime(time, 'en')), time).toBe(time)
      expect(readTime(writeTime(time, 'ru')), time).toBe(time)
    }
  })

  test('is read however people write it', () => {
    for (const text of ['9:30', '930', '0930', '9.30', '9 30', '09:30', '9:30 am', '9:30 A.M.']) expect(readTime(text), text).toBe('09:30')
    expect(readTime('9')).toBe('09:00')
    expect(readTime('21')).toBe('21:00')
    expect(readTime('12am')).toBe('00:00')
    expect(readTime('12pm')).toBe('12:00')
    expect(readTime('')).toBe('')
  })

  test('that there is not, is none', () => {
    for (const text of ['24:00', '9:60', '13 pm', '0 am', 'утром', '9:3', '12345']) expect(readTime(text), text).toBeNull()
  })
})

describe('a month', () => {
  test('is shown in whole weeks, from Monday on', () => {
    const weeks = weeksAround('2026-11-27')
    expect(weeks.map((week) => week[0])).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'])
    expect(weeksAround('2027-02-14')).toHaveLength(4)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
  })

  test('has the same day, or its last', () => {
    expect(moveMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(moveMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(moveMonths('2028-02-29', -12)).toBe('2027-02-28')
  })
})
