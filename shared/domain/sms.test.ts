import { describe, expect, test } from 'vitest'
import { smsParts } from './sms'

describe('[C-window] a text becomes so many SMS', () => {
  test('of 160 Latin letters, or of 153 when there are several', () => {
    expect(smsParts('')).toEqual({ encoding: 'gsm7', parts: 0, left: 160 })
    expect(smsParts('a'.repeat(160))).toEqual({ encoding: 'gsm7', parts: 1, left: 0 })
    expect(smsParts('a'.repeat(161))).toEqual({ encoding: 'gsm7', parts: 2, left: 145 })
    expect(smsParts('a'.repeat(306))).toEqual({ encoding: 'gsm7', parts: 2, left: 0 })
    expect(smsParts('a'.repeat(307)).parts).toBe(3)
  })

  test('of 70 Cyrillic letters, or of 67; one such letter is enough', () => {
    expect(smsParts('я'.repeat(70))).toEqual({ encoding: 'ucs2', parts: 1, left: 0 })
    expect(smsParts('я'.repeat(71))).toEqual({ encoding: 'ucs2', parts: 2, left: 63 })
    expect(smsParts(`${'a'.repeat(99)}ї`)).toMatchObject({ encoding: 'ucs2', parts: 2 })
  })

  test('letters of the extension take two places', () => {
    expect(smsParts('€'.repeat(80))).toEqual({ encoding: 'gsm7', parts: 1, left: 0 })
    expect(smsParts('€'.repeat(81)).parts).toBe(2)
  })

  test('what takes two places is never cut in two', () => {
    // 66 letters and an emoji of two units: 67 would end in its middle.
    expect(smsParts(`${'я'.repeat(66)}😀${'я'.repeat(5)}`)).toEqual({ encoding: 'ucs2', parts: 2, left: 60 })
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(10)}`)).toEqual({ encoding: 'gsm7', parts: 2, left: 141 })
  })
})
