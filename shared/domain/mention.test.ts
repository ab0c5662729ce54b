import { expect, test } from 'vitest'
import { findMentions } from './mention'

const PEOPLE = [
  { id: 'anna', name: 'Анна' },
  { id: 'anna-k', name: 'Анна Коваль' },
  { id: 'bob', name: 'Bob' },
]
const called = (text: string) => findMentions(text, PEOPLE).map(({ operatorId }) => operatorId)

test('[MEN1] the longest name that stands there is meant, whatever its case', () => {
  expect(called('@Анна Коваль, перезвони. @bob тоже')).toEqual(['anna-k', 'bob'])
  expect(called('спроси @Анна!')).toEqual(['anna'])
})

test('[MEN1] an address, a longer word and a stranger are nobody', () => {
  expect(called('anna@bob.example')).toEqual([])
  expect(called('@Bobby, @Иван и @')).toEqual([])
})

test('[MEN1] a mention says where it stands', () => {
  const text = 'Ну, @Bob?'
  const [mention] = findMentions(text, PEOPLE)
  expect(text.slice(mention?.start, mention?.end)).toBe('@Bob')
})
