import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DOCUMENT, journeysByRow, rowsOf, withJourneys } from './journeys.mjs'

const document = readFileSync(DOCUMENT, 'utf8')

test('every row of the chats, of customers, of the shop and of its channels is shown by a journey in the browser', () => {
  const numbered = (letter: string, count = 9) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
  const chats = [...numbered('L'), ...numbered('W'), ...numbered('C'), 'C-first', 'C-window']
  const channels = ['H2', 'H9', 'H10', 'H12', 'H13', 'A1', 'A4']
  expect(rowsOf(document)).toEqual([...chats, ...numbered('K', 8), 'A6', ...channels])
  const journeys = journeysByRow()
  expect(rowsOf(document).filter((id) => !journeys.has(id))).toEqual([])
})

test('the table names the journeys that there are: `node server/tools/journeys.mjs --write`', () => {
  expect(withJourneys(document, journeysByRow())).toBe(document)
})
