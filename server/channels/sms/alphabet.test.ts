import { describe, expect, test } from 'vitest'
import { decodeText, encodeText } from './alphabet'

describe('the letters of SMS', () => {
  test('[H9] of the GSM alphabet go there and back, those of the extension too', () => {
    const text = 'hello @ € {x} [y] ~ ^ | \\ Δ ß à\n'
    expect(encodeText('@€A', 'gsm7')).toEqual(Buffer.from([0x00, 0x1b, 0x65, 0x41]))
    expect(decodeText(encodeText(text, 'gsm7'), 0)).toBe(text)
  })
  test('[H9] of every other language and emoji go as UCS-2', () => {
    const text = 'Привіт, ґанок 🙂'
    expect(encodeText('Ж', 'ucs2')).toEqual(Buffer.from([0x04, 0x16]))
    expect(decodeText(encodeText(text, 'ucs2'), 8)).toBe(text)
  })
  test('[H9] are read from what other programs send', () => {
    expect(decodeText(Buffer.from([0xe9]), 3)).toBe('é')
    expect(decodeText(Buffer.from([0xbf, 0xe0]), 6)).toBe('Пр')
    // Marked as ASCII, and GSM all the same.
    expect(decodeText(Buffer.from([0x68, 0x69, 0x20, 0x00]), 1)).toBe('hi @')
    expect(decodeText(Buffer.from('plain'), 1)).toBe('plain')
  })
  test('[H9] cut off in the middle are left out', () => {
    expect(decodeText(Buffer.from([0x04, 0x16, 0x04]), 8)).toBe('Ж')
    expect(decodeText(Buffer.from([0x41, 0x1b]), 0)).toBe('A')
    expect(decodeText(Buffer.alloc(0), 8)).toBe('')
  })
})
