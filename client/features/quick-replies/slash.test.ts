import { describe, expect, test } from 'vitest'
import { slashAt } from './slash'

const at = (marked: string, isDot = false) => slashAt(marked.replace('|', ''), marked.indexOf('|'), isDot)

describe('[C2] a slash asks for a quick reply', () => {
  test('at the beginning of the text, of a line, or of a word', () => {
    expect(at('/|')).toEqual({ start: 0, query: '' })
    expect(at('Анна, /дост|')).toEqual({ start: 6, query: 'дост' })
    expect(at('a\n/|b')).toEqual({ start: 2, query: '' })
  })

  test('not within a word, an address or a date', () => {
    for (const text of ['и/или|', 'https://okno|', '1/2|', 'и / или|b/|']) expect(at(text)).toBeNull()
  })

  test('no longer once the caret is elsewhere or the line has ended', () => {
    expect(at('|/дост')).toBeNull()
    expect(at('/дост\n|')).toBeNull()
    expect(at(`/${'x'.repeat(41)}|`)).toBeNull()
  })

  test('a dot counts where the key of the slash has typed it', () => {
    expect(at('.|', true)).toEqual({ start: 0, query: '' })
    expect(at('.|')).toBeNull()
  })
})
