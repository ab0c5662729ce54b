import { expect, test } from 'vitest'
import { peerName } from './peer-name'

test('[L7] a name of which nothing can be seen is none', () => {
  for (const name of ['', '   ', '\u3164', '\u200b\u200e', '\u2800 \u00ad', '\u200d']) expect(peerName(name)).toBe('')
})

test('[L7] a name stays in its line and in its direction, and is otherwise as it was given', () => {
  expect(peerName(' Олена\n\tКоваль ')).toBe('Олена Коваль')
  expect(peerName('Анна\u202e')).toBe('Анна')
  for (const name of ['👩‍👩‍👧 Семья', 'أحمد', "О'Ніл-Шевченко", '🇺🇦']) expect(peerName(name)).toBe(name)
})
