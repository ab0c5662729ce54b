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

const ROW = /^\| ([LWCK]\d|H\d+|A[146]|C-first|C-window) \| ([^|]*) \|[^\n]*$/gm
const ROW_ID = /\[([LWCK]\d|H\d+|A[146]|C-first|C-window)\]/g
/** Beginning with ids; whatever the test is called by in its file. */
const TITLE = /\w+\(\s*['`]((?:\[[\w-]+\])+[^'`]*)['`]/g
const WITHOUT_NETWORK = /\[F1\]|offline|without (?:a |the )?network/i

/**
 * @typedef {{ all: string[], withoutNetwork: string[] }} Journeys
 * @returns {Map<string, Journeys>} files by the rows that titles in them name
 */
export function journeysByRow() {
  /** @type {Map<string, Journeys>} */
  const found = new Map()
  for (const file of readdirSync(JOURNEYS)
    .filter((name) => name.endsWith('.e2e.ts'))
    .sort()) {
    const name = file.replace('.e2e.ts', '')
    for (const [, title = ''] of readFileSync(join(JOURNEYS, file), 'utf8').matchAll(TITLE)) {
      for (const [, id = ''] of title.matchAll(ROW_ID)) {
        const row = found.get(id) ?? { all: [], withoutNetwork: [] }
        if (!row.all.includes(name)) row.all.push(name)
        if (WITHOUT_NETWORK.test(title) && !row.withoutNetwork.includes(name)) row.withoutNetwork.push(name)
        found.set(id, row)
      }
    }
  }
  return found
}

/**
 * @param {string} document
 * @param {Map<string, Journeys>} journeys
 */
export const withJourneys = (document, journeys) =>
  document.replace(ROW, (_line, id, what) => {
    const { all, withoutNetwork } = journeys.get(id) ?? { all: [], withoutNetwork: [] }
    return `| ${id} | ${what} | ${namesOf(all)} | ${namesOf(withoutNetwork)} |`
  })

/** @param {string[]} names */
const namesOf = (names) => names.join(', ') || '—'

/** @param {string} document */
export const rowsOf = (document) => [...document.matchAll(ROW)].map(([, id]) => id ?? '')

if (process.argv[2] === '--write') writeFileSync(DOCUMENT, withJourneys(readFileSync(DOCUMENT, 'utf8'), journeysByRow()))
