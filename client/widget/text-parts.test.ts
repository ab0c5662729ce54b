import { expect, test } from 'vitest'
import { isPictograms, textParts } from './text-parts'

const links = (text: string) => textParts(text).flatMap((part) => (part.kind === 'link' ? [part.href] : []))

test.each([
  ['Смотрите https://shop.example/a?b=1#c.', ['https://shop.example/a?b=1#c']],
  ['(http://shop.example/a)', ['http://shop.example/a']],
  ['https://uk.wikipedia.org/wiki/Okno_(disambiguation)', ['https://uk.wikipedia.org/wiki/Okno_(disambiguation)']],
  ['www.shop.example, и всё', ['https://www.shop.example/']],
  ['«https://shop.example/тест»', ['https://shop.example/%D1%82%D0%B5%D1%81%D1%82']],
  ['javascript:alert(1) data:text/html,x file:///etc/passwd', []],
  ['https://', []],
  ['без ссылок', []],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected)
})

test('no character of a text is lost or added', () => {
  const text = 'до https://a.example/x, между www.b.example! после <b>https://c.example</b>'
  expect(
    textParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})

test('a message of pictograms alone is told from one with words', () => {
  expect(['👍', '❤️', '🎉🎉🎉'].map(isPictograms)).toEqual([true, true, true])
  expect(['ok 👍', '12', '', '👍👍👍👍'].map(isPictograms)).toEqual([false, false, false, false])
})
