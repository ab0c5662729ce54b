/** docs/simulation.md: which seed catches which planted bug. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FILE = fileURLToPath(new URL('../../../docs/simulation.md', import.meta.url))
const HEAD = '| planted bug | seed | the first promise it breaks |\n|---|---|---|\n'
const ROW = /^\| (.+?) \| (\d+) \| (.*) \|$/gm

export interface Caught {
  readonly name: string
  readonly seed: number
  readonly fault: string
}

export function readTable(): ReadonlyMap<string, number> {
  const text = readFileSync(FILE, 'utf8')
  return new Map([...text.slice(text.indexOf(HEAD)).matchAll(ROW)].map(([, name = '', seed]) => [name, Number(seed)]))
}

export const tableOf = (caught: readonly Caught[]): string =>
  HEAD + caught.map(({ name, seed, fault }) => `| ${name} | ${seed} | ${fault.slice(0, fault.indexOf(']') + 1)} |\n`).join('')

/** Puts a new table in the place of the old one, which ends the file. */
export function writeTable(caught: readonly Caught[]): void {
  const text = readFileSync(FILE, 'utf8')
  writeFileSync(FILE, text.slice(0, text.indexOf(HEAD)) + tableOf(caught))
}
