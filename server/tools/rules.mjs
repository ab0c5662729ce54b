/**
 * Rules and the tests that hold them: every id that the documents define stands in the title of a test, and a title
 * names no rule that is not written down. `node server/tools/rules.mjs` says what is amiss; it is part of `npm run check`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DOCUMENTS = ['docs/sync-spec.md', 'docs/widget.md']
const FOLDERS = ['client', 'server', 'shared']

/** A rule is defined where a line begins with its id: `| I1 | …`, `- **CMD1** …`, `- EVC1 …`. */
const DEFINITION = /^(?:\| |- )(?:\*\*)?([A-Z]+\d+)(?:\*\*)?[ :|]/gm
/** Rows of the product's own table are named the same way and are defined elsewhere. */
const PRODUCT_ROW = /^[LWCKHAF]\d{1,2}$/
/** What is called with a string: a test or a group of them, also by way of `.each(…)` or `.skipIf(…)`. */
const TITLE = /(?:\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g

/** @typedef {{ readonly file: string, readonly text: string }} Source */

/** @param {string} text */
export const rulesOf = (text) => [...text.matchAll(DEFINITION)].map(([, id]) => id ?? '')

/** @param {string} text */
export const namedIn = (text) =>
  [...text.matchAll(TITLE)].flatMap(([, , title = '']) => [...title.matchAll(/\[([A-Z]+\d+)\]/g)].map(([, id]) => id ?? ''))

/**
 * @param {{ documents: readonly Source[], tests: readonly Source[] }} of
 * @returns {string[]} one sentence for each thing amiss
 */
export function problemsOf({ documents, tests }) {
  const defined = documents.flatMap(({ file, text }) => rulesOf(text).map((id) => ({ id, file })))
  const named = tests.flatMap(({ file, text }) => namedIn(text).map((id) => ({ id, file })))
  const ids = new Set(defined.map(({ id }) => id))
  const tested = new Set(named.map(({ id }) => id))
  return [
    ...defined
      .filter(({ id }, index) => defined.findIndex((other) => other.id === id) !== index)
      .map(({ id, file }) => `${id} is defined again in ${file}: an id is one rule, for ever.`),
    ...defined
      .filter(({ id }) => !tested.has(id))
      .map(({ id, file }) => `${id} of ${file} is in the title of no test: write one, "[${id}] …".`),
    ...named
      .filter(({ id }) => !ids.has(id) && !PRODUCT_ROW.test(id))
      .map(({ id, file }) => `${file} names [${id}], which neither ${DOCUMENTS.join(' nor ')} defines.`),
  ]
}

/** Everything there is now, but the test of this file, which invents rules. */
export function readAll() {
  /** @param {string} file */
  const source = (file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') })
  const files = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => file !== 'server/tools/rules.test.ts')
  return { documents: DOCUMENTS.map(source), tests: files.map(source) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = problemsOf(readAll())
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
