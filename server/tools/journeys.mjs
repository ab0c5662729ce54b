/**
 * Which journey in the browser shows which row of the product. `node server/tools/journeys.mjs --write` writes the table
 * in docs/journeys.md anew; a test compares it with the journeys there are.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const JOURNEYS = join(ROOT, 'client', 'e2e')
export const DOCUMENT = join(ROOT, 'docs', 'journeys.md')

const ROW = /^\| (L\d|W\d|C\d|C-first|C-window) \| ([^|]*) \|[^\n]*$/gm
const TITLE_ID = /\[((?:L|W|C)\d|C-first|C-window)\]/g

/** @returns {Map<string, string[]>} files by the rows that titles in them name */
export function journeysByRow() {
  /** @type {Map<string, string[]>} */
  const found = new Map()
  for (const file of readdirSync(JOURNEYS)
    .filter((name) => name.endsWith('.e2e.ts'))
    .sort()) {
    const ids = new Set([...readFileSync(join(JOURNEYS, file), 'utf8').matchAll(TITLE_ID)].map(([, id]) => id ?? ''))
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), file.replace('.e2e.ts', '')])
  }
  return found
}

/**
 * @param {string} document
 * @param {Map<string, string[]>} journeys
 */
export const withJourneys = (document, journeys) =>
  document.replace(ROW, (_line, id, what) => `| ${id} | ${what} | ${(journeys.get(id) ?? ['—']).join(', ')} |`)

/** @param {string} document */
export const rowsOf = (document) => [...document.matchAll(ROW)].map(([, id]) => id ?? '')

if (process.argv[2] === '--write') writeFileSync(DOCUMENT, withJourneys(readFileSync(DOCUMENT, 'utf8'), journeysByRow()))
