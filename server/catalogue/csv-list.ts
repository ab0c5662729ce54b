/** A table as text, line by line. */
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { Column } from '#shared/domain/price-list'
import { entryOfCells, guessColumns } from './columns'
import { type ListLine, lineOf } from './list-line'

const SEPARATORS = ['\t', ';', ',', '|'] as const
const MAX_COLUMNS = 200

export interface CsvHead {
  readonly titles: readonly string[]
  readonly columns: readonly Column[]
}

/** @param options.onHead the first line, once it is known. */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  options: { columns: readonly Column[] | null; onHead(head: CsvHead): void },
): AsyncGenerator<ListLine> {
  let head: CsvHead | null = null
  for await (const { cells, line } of tableOf(chunks)) {
    if (!head) {
      const titles = cells.slice(0, MAX_COLUMNS)
      head = { titles, columns: options.columns ?? guessColumns(titles) }
      options.onHead(head)
    } else yield lineOf(line, entryOfCells(head.titles, head.columns, cells))
  }
}

interface Row {
  readonly cells: readonly string[]
  /** As a spreadsheet counts them. */
  readonly line: number
}

async function* tableOf(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  const rest = chunks[Symbol.asyncIterator]()
  const first = await rest.next()
  if (first.done) return
  const parser = parse({
    delimiter: separatorOf(first.value),
    bom: true,
    info: true,
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: 1_000_000,
  })
  // An error on either side ends the other, and is thrown by the loop below.
  pipeline(Readable.from(joined(first.value, rest)), parser, () => undefined)
  let line = 0
  for await (const each of parser) {
    const { record, info } = each as { record: string[]; info: { lines: number } }
    line = line === 0 ? 1 : info.lines
    yield { cells: record, line }
  }
}

async function* joined(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** The one of which the first line has most. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/))
  const counts = SEPARATORS.map((separator) => line.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}
