import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DOCUMENT, journeysByRow, rowsOf, withJourneys } from './journeys.mjs'

const document = readFileSync(DOCUMENT, 'utf8')

test('every row of the chats section is shown by a journey in the browser', () => {
  const numbered = (letter: string) => Array.from({ length: 9 }, (_, index) => `${letter}${index + 1}`)
  expect(rowsOf(document)).toEqual([...numbered('L'), ...numbered('W'), ...numbered('C'), 'C-first', 'C-window'])
  const journeys = journeysByRow()
  expect(rowsOf(document).filter((id) => !journeys.has(id))).toEqual([])
})

test('the table names the journeys that there are: `node server/tools/journeys.mjs --write`', () => {
  expect(withJourneys(document, journeysByRow())).toBe(document)
})
