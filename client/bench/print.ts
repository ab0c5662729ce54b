/** Figures of the bench, against their bars. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

export const say = (text: string): void => void process.stdout.write(text)
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10)
export const s = (value: number): string => `${(value / 1000).toFixed(1)} s`
export const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** @param bar milliseconds; null: nothing to be judged by. */
export function report(what: string, taken: readonly number[], bar: number | null, judged: 'p50' | 'p95' | 'max' = 'p95'): void {
  const sorted = [...taken].sort((a, b) => a - b)
  const figures = { p50: at(sorted, 0.5), p95: at(sorted, 0.95), max: sorted.at(-1) ?? 0 }
  // Frames are told in refreshes of the screen, three of which are 50 ms and a breath of the clock: not over 50.
  const isKept = bar !== null && (judged === 'max' ? Math.round(figures.max) <= bar : figures[judged] < bar)
  const verdict = bar === null ? '' : `  bar ${judged} ${judged === 'max' ? '≤' : '<'} ${bar} ms: ${isKept ? 'kept' : 'MISSED'}`
  say(`${what.padEnd(38)}p50 ${ms(figures.p50)}  p95 ${ms(figures.p95)}  max ${ms(figures.max)}${verdict}\n`)
}

/** What the first screen needs, file by file: what the page names, and what that asks for. @param client the folder of the built app. */
export function sayScripts(client: string, fetched: readonly string[]): void {
  const html = readFileSync(join(client, 'index.html'), 'utf8')
  const named = [...new Set([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? ''))]
  const sizeOf = (path: string) => gzipSync(readFileSync(join(client, path))).length
  const sum = (paths: readonly string[]) => paths.reduce((total, path) => total + sizeOf(path), 0)
  const later = fetched.filter((path) => !named.includes(path))
  const bytes = sum(named)
  say(`${'initial JavaScript, gzip'.padEnd(38)}${kb(bytes)}  bar ≤ 120 KB: ${bytes <= 120 * 1024 ? 'kept' : 'MISSED'}\n`)
  for (const path of named) say(`  ${path.replace('/assets/', '').padEnd(36)}${kb(sizeOf(path))}\n`)
  say(`${'  the list and its words besides'.padEnd(38)}${kb(sum(later))} in ${later.length} files\n`)
}
