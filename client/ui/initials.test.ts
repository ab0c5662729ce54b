import { describe, expect, it } from 'vitest'
import { hueOf, initials } from './initials'

describe('initials', () => {
  it('takes the first and the last word, in capitals', () => {
    expect(initials('марія коваль')).toBe('МК')
    expect(initials('Anna Maria Smith')).toBe('AS')
    expect(initials('Оля')).toBe('О')
  })

  it('skips emoji and signs, and shows the end of a phone number', () => {
    expect(initials('🌸 Настя ✨')).toBe('Н')
    expect(initials('+380 67 123-45-67')).toBe('67')
    expect(initials('✨')).toBe('?')
    expect(initials('')).toBe('?')
  })
})

describe('hueOf', () => {
  it('is the same for the same id and spreads over ids', () => {
    expect(hueOf('a1')).toBe(hueOf('a1'))
    const hues = new Set(Array.from({ length: 60 }, (_, n) => hueOf(`contact-${n}`)))
    expect(hues.size).toBeGreaterThan(5)
  })
})
