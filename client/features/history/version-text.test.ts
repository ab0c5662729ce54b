import { expect, it } from 'vitest'
import { piecesOf } from './version-text'

it('[HIS1] shows what was added and what was taken away, in the text they stand in', () => {
  expect(piecesOf('Позвонить в среду', 'Позвонить в пятницу')).toEqual([
    { kind: 'same', text: 'Позвонить в ' },
    { kind: 'removed', text: 'среду' },
    { kind: 'added', text: 'пятницу' },
  ])
  expect(piecesOf('', 'а')).toEqual([{ kind: 'added', text: 'а' }])
})
