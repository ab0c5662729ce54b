import { expect, test } from 'vitest'
import { type Emoji, findEmoji, TONES, withTone } from './emoji-list'

const emoji = (face: string, name: string, words = '', hasTones = false): Emoji => ({ emoji: face, name, words, hasTones })
const ALL = [
  emoji('😀', 'широко улыбается', 'лицо радость'),
  emoji('❤️', 'красное сердце', 'любовь'),
  emoji('👋', 'машет рукой', 'привет пока', true),
  emoji('🚚', 'грузовик', 'доставка машина'),
]
const faces = (query: string) => findEmoji(ALL, query).map((found) => found.emoji)

test('[C4] emoji are found by name and by words, on the wrong keyboard layout too', () => {
  expect(faces('доставк')).toEqual(['🚚'])
  expect(faces('сердце')).toEqual(['❤️'])
  expect(faces('ghbdtn')).toEqual(['👋'])
  expect(faces('маш')).toEqual(['👋', '🚚'])
  expect(faces('ёж')).toEqual([])
})

test('[C4] what the language does not know is found in the others, and an emoji by itself', () => {
  const english = [emoji('❤️', 'red heart', 'love'), emoji('🚚', 'delivery truck'), emoji('🚢', 'ship')]
  const found = (query: string) => findEmoji(ALL, query, [english]).map(({ name }) => name)
  expect(found('heart')).toEqual(['красное сердце'])
  expect(found('ship')).toEqual([])
  expect(found('машина')).toEqual(['грузовик'])
  expect(found(' ❤ ')).toEqual(['красное сердце'])
})

test('[C4] the skin tone stands behind the person', () => {
  const [, light] = TONES
  expect(withTone(emoji('👋', '', '', true), light)).toBe('👋🏻')
  expect(withTone(emoji('👩‍🔧', '', '', true), light)).toBe('👩🏻‍🔧')
  expect(withTone(emoji('☝️', '', '', true), light)).toBe('☝🏻')
  expect(withTone(emoji('🚚', ''), light)).toBe('🚚')
  expect(withTone(emoji('👋', '', '', true), '')).toBe('👋')
})
