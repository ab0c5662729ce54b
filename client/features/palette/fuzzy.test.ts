import { expect, test } from 'vitest'
import { fuzzyScore } from './fuzzy'

const best = (query: string, names: readonly string[]) =>
  names
    .map((name) => ({ name, score: fuzzyScore(name, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name)

const NAMES = ['Закрыть диалог', 'Отметить как спам', 'Настройки', 'Назначить: Анна', 'Быстрый ответ: Адрес']

test('[C9] the palette finds by beginnings of words, by parts and by letters left out', () => {
  expect(best('закр', NAMES)).toEqual(['Закрыть диалог'])
  expect(best('диал', NAMES)).toEqual(['Закрыть диалог'])
  expect(best('наз анна', NAMES)).toEqual(['Назначить: Анна'])
  expect(best('нстрк', NAMES)).toEqual(['Настройки'])
})

test('[C9] the palette finds a word in another of its forms', () => {
  const names = [...NAMES, 'Написать заметку', 'Выбрать ответственного', 'Скопировать ссылку на чат']
  expect(best('заметка', names)).toEqual(['Написать заметку'])
  expect(best('pfvtnrf', names)).toEqual(['Написать заметку'])
  expect(best('ответственный', names)).toEqual(['Выбрать ответственного'])
  expect(best('ссылка', names)).toEqual(['Скопировать ссылку на чат'])
  expect(best('замена', names)).toEqual([])
})

test('[C9] the palette finds on the wrong keyboard layout', () => {
  expect(best('pfrh', NAMES)).toEqual(['Закрыть диалог'])
  expect(best('fyyf', NAMES)).toEqual(['Назначить: Анна'])
})

test('[C9] the palette shows everything when nothing is asked, and nothing when nothing fits', () => {
  expect(best('', NAMES)).toHaveLength(NAMES.length)
  expect(best('ъъъ', NAMES)).toEqual([])
})
