/** Customers as a table: what each column is, what a line says, and a table of those there are. Pure. */
import * as v from 'valibot'
import type { CustomerEntry } from '#shared/commands/customer'
import { Email, PersonName } from '#shared/domain/contact'
import { type Customer, fits } from '#shared/domain/customer'
import type { CustomerField, CustomerTag, FieldValue } from '#shared/domain/customer-field'
import type { Id } from '#shared/domain/id'
import { stableId } from '#shared/lib/stable-id'

/** `skip`, `name`, `phone`, `email`, `tags`, or the id of a field of the workspace. */
export type Column = string

const HEADERS: Readonly<Record<string, RegExp>> = {
  name: /^(name|customer|имя|фио|клиент|покупатель|контакт|ім.?я|піб|клієнт|покупець)/,
  // Not «Telegram», which begins in the same way.
  phone: /^(phone|tel(?!egr)|mobile|моб|тел(?!ег))/,
  email: /^(e-?mail|mail|почта|пошта|эл\.)/,
  tags: /^(tags?|labels?|метк|тег|мітк)/,
}

/** What each column seems to be, by its title. Phones and e-mails may stand in several. */
export function guessColumns(header: readonly string[], fields: readonly CustomerField[]): readonly Column[] {
  const taken = new Set<Column>()
  return header.map((title) => {
    const name = title.trim().toLowerCase()
    const own = fields.find((field) => field.name.toLowerCase() === name)?.id
    const known = own ?? Object.entries(HEADERS).find(([, pattern]) => pattern.test(name))?.[0]
    if (!known || taken.has(known)) return 'skip'
    if (known !== 'phone' && known !== 'email') taken.add(known)
    return known
  })
}

/** Why a line cannot be taken; `cell`: what stands there. */
export type LineFault = {
  readonly line: number
  readonly why: 'phone' | 'email' | 'value' | 'nobody'
  readonly cell: string
}

export interface CustomerTable {
  readonly entries: readonly CustomerEntry[]
  /** Of these, customers there are already. */
  readonly known: number
  readonly faults: readonly LineFault[]
  /** Names of tags that are not defined. */
  readonly newTags: readonly string[]
}

export interface TableContext {
  readonly columns: readonly Column[]
  readonly fields: readonly CustomerField[]
  readonly tags: readonly CustomerTag[]
  readonly customers: readonly Customer[]
  parsePhone(typed: string): string | null
}

/** Somebody with the same phone or e-mail is the same customer; the same table read twice makes everybody once. */
export function readCustomers([, ...rows]: readonly (readonly string[])[], context: TableContext): CustomerTable {
  const idByAddress = new Map(
    context.customers.flatMap(({ id, phones, emails }) => [...phones, ...emails].map((each) => [each, id] as const)),
  )
  const knownIds = new Set(context.customers.map(({ id }) => id))
  const entries: CustomerEntry[] = []
  const faults: LineFault[] = []
  const newTags = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const read = readLine(row, context, newTags)
    if ('why' in read) {
      faults.push({ line: index + 2, ...read })
      continue
    }
    const addresses = [...(read.phones ?? []), ...(read.emails ?? [])]
    const id = addresses.flatMap((each) => idByAddress.get(each) ?? [])[0] ?? stableId('customer-table', addresses[0] ?? read.name ?? '')
    for (const each of addresses) if (!idByAddress.has(each)) idByAddress.set(each, id)
    if (read.name === undefined && !knownIds.has(id)) faults.push({ line: index + 2, why: 'nobody', cell: addresses[0] ?? '' })
    else entries.push({ id, ...read })
  }
  return { entries, known: entries.filter(({ id }) => knownIds.has(id)).length, faults, newTags: [...newTags] }
}

function readLine(
  row: readonly string[],
  { columns, fields, tags, parsePhone }: TableContext,
  newTags: Set<string>,
): Omit<CustomerEntry, 'id'> | Pick<LineFault, 'why' | 'cell'> {
  const cells = (column: Column) => columns.flatMap((each, index) => (each === column ? [unescaped(row[index] ?? '')] : []))
  const split = (column: Column, by: RegExp) =>
    cells(column).flatMap((cell) =>
      cell
        .split(by)
        .map((part) => part.trim())
        .filter(Boolean),
    )
  const phones: string[] = []
  for (const cell of split('phone', /[;,\n]/)) {
    const phone = parsePhone(cell)
    if (!phone) return { why: 'phone', cell }
    phones.push(phone)
  }
  const emails: string[] = []
  for (const cell of split('email', /[;,\s]/)) {
    const email = v.safeParse(Email, cell)
    if (!email.success) return { why: 'email', cell }
    emails.push(email.output)
  }
  const values: Record<Id, FieldValue> = {}
  for (const field of fields) {
    const [cell] = cells(field.id)
    if (!cell) continue
    const value =
      field.type === 'number' ? Number(cell.replace(/[\s\u00a0]/g, '').replace(',', '.')) : field.type === 'date' ? dayOf(cell) : cell
    if (!fits(field, value) || Number.isNaN(value)) return { why: 'value', cell }
    values[field.id] = value
  }
  const named = split('tags', /[;,\n]/)
  const given = named.flatMap((name) => tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase())?.id ?? [])
  for (const name of named) if (!tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase())) newTags.add(name)
  const name = v.safeParse(PersonName, cells('name')[0] ?? '')
  if (!name.success && phones.length + emails.length === 0) return { why: 'nobody', cell: cells('name')[0] ?? '' }
  return {
    ...(name.success ? { name: name.output } : {}),
    phones: [...new Set(phones)].slice(0, 10),
    emails: [...new Set(emails)].slice(0, 10),
    tags: [...new Set(given)],
    fields: values,
  }
}

/** «03.02.1990», as spreadsheets of the region write it, is 1990-02-03. */
const dayOf = (cell: string): string =>
  cell.replace(/^(\d{1,2})[./](\d{1,2})[./](\d{4})$/, (_, day: string, month: string, year: string) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  )

/** With the byte order mark that spreadsheets look for. */
export function writeCustomers(
  customers: readonly Customer[],
  of: {
    titles: Readonly<Record<'name' | 'phone' | 'email' | 'tags', string>>
    fields: readonly CustomerField[]
    tags: readonly CustomerTag[]
  },
): string {
  const header = [of.titles.name, of.titles.phone, of.titles.email, of.titles.tags, ...of.fields.map(({ name }) => name)]
  const lines = customers.map(({ name, phones, emails, tags, fields }) => [
    escaped(name),
    phones.join('; '),
    emails.map(escaped).join('; '),
    of.tags.flatMap((tag) => (tags.includes(tag.id) ? [escaped(tag.name)] : [])).join('; '),
    ...of.fields.map(({ id }) => escaped(String(fields[id] ?? ''))),
  ])
  return `\ufeff${[header, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A spreadsheet would run what begins so; whoever writes to the shop chooses their own name. */
const escaped = (cell: string): string => (/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell)
const unescaped = (cell: string): string => (/^'[=+\-@\t]/.test(cell) ? cell.slice(1) : cell)
