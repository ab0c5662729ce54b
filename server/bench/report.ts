import type { Table } from './lane'
import type { Machine } from './machine'

export function printTable({ title, columns, lines }: Table): string {
  const keys = Object.keys(columns)
  const head = ['', ...keys.map((key) => columns[key]?.heading ?? key)]
  const body = lines.map(({ name, figures }) => [name, ...keys.map((key) => shown(figures[key], columns[key]?.digits ?? 0))])
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')
  const notes = lines.flatMap(({ name, notes = [] }) => notes.map((note) => `  ${name}: ${note}`))
  return [`\n${title}`, line(head), ...body.map(line), ...notes, ''].join('\n')
}

const shown = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined ? '–' : value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ' ')

export const printMachine = ({ cpu, cores, memoryGib, kernel, node, load, fsyncMs }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}, Node ${node}; load before the run ${load.toFixed(1)}; fsync ${fsyncMs.toFixed(2)} ms\n`
