import { expect, it } from 'vitest'
import { nextPage } from './next-page'

it('leads back to a page of ours and nowhere else', () => {
  expect(nextPage('/chats/abc?tab=closed')).toBe('/chats/abc?tab=closed')
  for (const evil of [undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    expect(nextPage(evil)).toBe('/chats')
  }
})
