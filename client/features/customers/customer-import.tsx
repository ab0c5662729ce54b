import FileUp from 'lucide-solid/icons/file-up'
import { createMemo, createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import { type CustomerEntry, MAX_UPSERT_CUSTOMERS } from '#shared/commands/customer'
import { newId } from '#shared/domain/id'
import { canAdminister } from '#shared/domain/permissions'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { ImportFaults, ImportStatus, ImportTable, ImportWindow } from '../../ui/import-window'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { createPhoneBook } from '../customer/phone'
import { useData } from '../data-context'
import { MAX_CSV_ROWS, parseCsv } from './csv'
import styles from './customer-import.module.css'
import { guessColumns, type LineFault, readCustomers } from './customer-table'
import { textOf } from './table-file'

/** Portions in the outbox at once: more would make every look at the device slower for nothing. */
const MAX_WAITING = 8
const PREVIEW_ROWS = 5
const SHOWN_FAULTS = 20

/** A table of customers: what each column is, what is wrong with which line, and then all the others at once. */
export default function CustomerImport(props: { customers: CustomerData; onClose(): void }) {
  const words = () => t().customers.import
  const data = useData()
  const act = useAct()
  const book = createPhoneBook()
  const [held] = createResource(() => props.customers.find({ text: '', tags: [] }))
  const [rows, setRows] = createSignal<readonly (readonly string[])[]>([])
  const [chosen, setChosen] = createSignal<readonly string[] | null>(null)
  const [progress, setProgress] = createSignal<number | null>(null)
  let picker: HTMLInputElement | undefined
  let isGone = false
  onCleanup(() => {
    isGone = true
  })
  const fields = () => (data.workspace()?.customerFields ?? []).filter(({ isRemoved }) => !isRemoved)
  const tags = () => (data.workspace()?.customerTags ?? []).filter(({ isRemoved }) => !isRemoved)
  const country = () => data.workspace()?.country ?? 'UA'
  const columns = () => chosen() ?? guessColumns(rows()[0] ?? [], fields())
  const choices = () => [
    ...(['skip', 'name', 'phone', 'email', 'tags'] as const).map((id) => ({ id, name: words().columns[id] })),
    ...fields().map(({ id, name }) => ({ id, name })),
  ]
  const table = createMemo(() =>
    readCustomers(rows(), {
      columns: columns(),
      fields: fields(),
      tags: tags(),
      customers: held.latest ?? [],
      parsePhone: (typed) => book()?.parse(typed, country()) ?? null,
    }),
  )
  const isTooLong = () => rows().length > MAX_CSV_ROWS
  const canImport = () =>
    held.latest !== undefined && book() !== undefined && table().entries.length > 0 && !isTooLong() && progress() === null
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await textOf(file)
    setChosen(null)
    setRows(parseCsv(text))
  }
  const waiting = () => data.outbox().filter(({ type }) => type === 'customer.upsert').length
  /** Tags that are new are defined first: the lines that name them are read once more then. */
  const defineTags = async () => {
    if (!canAdminister(data.me().role)) return true
    for (const name of table().newTags) {
      const tag = { id: newId().replaceAll('.', '_'), name: name.slice(0, 60), color: 'gray' as const, isRemoved: false }
      if (!(await act('customerTag.put', { tag }))) return false
    }
    return true
  }
  const run = async () => {
    const before = table().newTags.length
    if (!(await defineTags())) return
    if (before > 0 && canAdminister(data.me().role)) await until(() => table().newTags.length === 0 || isGone)
    const { entries } = table()
    setProgress(0)
    for (const customers of portionsOf(entries)) {
      await until(() => waiting() < MAX_WAITING || isGone)
      if (isGone) return showToast(words().stopped(progress() ?? 0, entries.length), { isLasting: true })
      if (!(await act('customer.upsert', { customers: [...customers] }))) return
      setProgress((done) => (done ?? 0) + customers.length)
    }
    showToast(words().done(entries.length))
    props.onClose()
  }

  return (
    <ImportWindow
      title={words().title}
      hint={words().hint}
      progress={progress() === null ? '' : words().progress(progress() ?? 0, table().entries.length)}
      runName={words().run}
      canRun={canImport()}
      onRun={() => void run()}
      onClose={props.onClose}
    >
      <Button class={styles.file} onClick={() => picker?.click()}>
        <FileUp size={16} aria-hidden="true" />
        {words().file}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={words().file}
        hidden
        onChange={(event) => {
          void read(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <Show when={rows().length > 1}>
        <ImportTable label={words().title}>
          <thead>
            <tr>
              <For each={rows()[0]}>
                {(title, index) => (
                  <th>
                    <span class={styles.heading}>{title}</span>
                    <select
                      class={styles.choice}
                      aria-label={words().column(title)}
                      onChange={(event) => {
                        const { value } = event.currentTarget
                        setChosen(columns().map((column, at) => (at === index() ? value : column)))
                      }}
                    >
                      <For each={choices()}>
                        {(column) => (
                          <option value={column.id} selected={columns()[index()] === column.id}>
                            {column.name}
                          </option>
                        )}
                      </For>
                    </select>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={rows().slice(1, PREVIEW_ROWS + 1)}>
              {(row) => (
                <tr>
                  <For each={row}>{(cell) => <td>{cell}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </ImportTable>
        <ImportStatus isBad={isTooLong()}>
          {isTooLong() ? words().tooLong(MAX_CSV_ROWS) : words().found(table().entries.length - table().known, table().known)}
        </ImportStatus>
        <Show when={table().newTags.length > 0}>
          <ImportStatus>
            {canAdminister(data.me().role) ? words().newTags(table().newTags.join(', ')) : words().unknownTags(table().newTags.join(', '))}
          </ImportStatus>
        </Show>
        <Show when={table().faults.length > 0}>
          <ImportFaults title={words().faults(table().faults.length)}>
            <For each={table().faults.slice(0, SHOWN_FAULTS)}>{(fault) => <li>{sentenceOf(fault)}</li>}</For>
          </ImportFaults>
        </Show>
      </Show>
    </ImportWindow>
  )

  function sentenceOf({ line, why, cell }: LineFault): string {
    return words().fault(line, words().why[why](cell))
  }
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50))
}

function* portionsOf(entries: readonly CustomerEntry[]): Generator<readonly CustomerEntry[]> {
  for (let at = 0; at < entries.length; at += MAX_UPSERT_CUSTOMERS) yield entries.slice(at, at + MAX_UPSERT_CUSTOMERS)
}
