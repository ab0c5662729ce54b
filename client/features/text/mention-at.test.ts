import { expect, it } from 'vitest'
import { calledBy, mentionAt } from './mention-at'

it('[MEN1] a name is being typed after an @ that stands for itself', () => {
  expect(mentionAt('Глянь, @Ан', 10)).toEqual({ start: 7, query: 'Ан' })
  expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' })
  expect(mentionAt('@Анна Ко', 8)).toEqual({ start: 0, query: 'Анна Ко' })
  expect(mentionAt('anna@exa', 8)).toBeNull()
  expect(mentionAt('@Анна Коваль, да', 16)).toBeNull()
})

it('[MEN1] colleagues are found by name and by surname', () => {
  const people = [{ name: 'Анна Коваль' }, { name: 'Борис' }]
  expect(calledBy('ко', people)).toEqual([people[0]])
  expect(calledBy('', people)).toEqual(people)
  expect(calledBy('анна коваль', people)).toEqual([])
})

it('[MEN1] a colleague is called by the keys of their name on a layout that has an @', () => {
  const people = [{ name: 'Анна Коваль' }, { name: 'Борис' }]
  expect(calledBy('fyy', people)).toEqual([people[0]])
  expect(mentionAt('@,jh', 4)).toEqual({ start: 0, query: ',jh' })
  expect(calledBy(',jh', people)).toEqual([people[1]])
})
