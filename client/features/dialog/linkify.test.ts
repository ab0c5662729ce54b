import { describe, expect, it } from 'vitest'
import { linkify } from './linkify'

const links = (text: string) => linkify(text).flatMap((part) => part.href ?? [])

describe('linkify', () => {
  it('finds addresses and leaves the sentence around them', () => {
    expect(links('Вот (https://a.example/x?y=1), и https://b.example.')).toEqual(['https://a.example/x?y=1', 'https://b.example'])
    expect(
      linkify('до https://a.example после')
        .map((part) => part.text)
        .join(''),
    ).toBe('до https://a.example после')
  })
  it('never makes a link of another scheme', () => {
    expect(links('javascript:alert(1) data:text/html,x ftp://a.example')).toEqual([])
  })
})
