import { describe, expect, it } from 'vitest'
import { loadPhoneBook } from './phone'

const book = await loadPhoneBook()

describe('[K1] phone numbers', () => {
  it('become E.164 with the country of the workspace', () => {
    for (const typed of ['067 123 45 67', '+38 (067) 123-45-67', '380671234567', '0671234567']) {
      expect(book.parse(typed, 'UA')).toBe('+380671234567')
    }
    expect(book.parse('+48 512 345 678', 'UA')).toBe('+48512345678')
  })
  it('are refused when they cannot be numbers', () => {
    for (const typed of ['', '123', 'телефон', '067 123', '+380 000 000 000 00']) expect(book.parse(typed, 'UA')).toBeNull()
  })
  it('are shown as at home when they are', () => {
    expect(book.write('+380671234567', 'UA')).toBe('067 123 4567')
    expect(book.write('+48512345678', 'UA')).toBe('+48 512 345 678')
  })
})
