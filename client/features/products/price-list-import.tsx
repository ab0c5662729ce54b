import FileUp from 'lucide-solid/icons/file-up'
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { COLUMNS, type Column, guessColumns, MAX_CSV_ROWS, parseCsv, portionsOf, readProducts } from './csv'
import styles from './price-list-import.module.css'

/** Portions in the outbox at once: more would make every look at the device slower for nothing. */
const MAX_WAITING = 8
const PREVIEW_ROWS = 5

/** A price list pasted or read from a file: looked over first, then taken in by SKU. */
export default function PriceListImport(props: { onClose(): void }) {
  const words = () => t().products.import
  const data = useData()
  const act = useAct()
  const [text, setText] = createSignal('')
  const [chosen, setChosen] = createSignal<readonly Column[] | null>(null)
  const [progress, setProgress] = createSignal<number | null>(null)
  let picker: HTMLInputElement | undefined
  let isGone = false
  onCleanup(() => {
    isGone = true
  })
  const rows = createMemo(() => parseCsv(text()))
  const columns = () => chosen() ?? guessColumns(rows()[0] ?? [])
  const list = createMemo(() => readProducts(rows(), columns()))
  const isTooLong = () => rows().length > MAX_CSV_ROWS
  const canImport = () => columns().includes('sku') && list().products.length > 0 && !isTooLong() && progress() === null

  const read = async (file: File | undefined) => {
    if (!file) return
    setChosen(null)
    setText(await textOf(file))
  }
  const waiting = () => data.outbox().filter(({ type }) => type === 'product.upsert').length
  const run = async () => {
    const portions = portionsOf(list().products)
    const total = list().products.length
    setProgress(0)
    for (const products of portions) {
      while (waiting() >= MAX_WAITING && !isGone) await new Promise((resolve) => setTimeout(resolve, 50))
      if (isGone || !(await act('product.upsert', { products: [...products] }))) return
      setProgress((done) => (done ?? 0) + products.length)
    }
    showToast(words().done(total))
    props.onClose()
  }

  return (
    <Modal title={words().title} hint={words().hint} onClose={props.onClose}>
      <div class={styles.import}>
        <Button class={styles.file} onClick={() => picker?.click()}>
          <FileUp size={16} aria-hidden="true" />
          {words().file}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hidden
          onChange={(event) => {
            void read(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <textarea
          class={styles.paste}
          rows={rows().length > 0 ? 3 : 7}
          aria-label={words().paste}
          placeholder={words().paste}
          value={text()}
          onInput={(event) => {
            setChosen(null)
            setText(event.currentTarget.value)
          }}
        />
        <Show when={rows().length > 1}>
          <div class={styles.scroll}>
            <table class={styles.table}>
              <thead>
                <tr>
                  <For each={rows()[0]}>
                    {(title, index) => (
                      <th>
                        <span class={styles.heading}>{title}</span>
                        <select
                          aria-label={words().column(title)}
                          onChange={(event) => {
                            const value = COLUMNS.find((column) => column === event.currentTarget.value) ?? 'skip'
                            setChosen(columns().map((column, at) => (at === index() ? value : column)))
                          }}
                        >
                          <For each={COLUMNS}>
                            {(column) => (
                              <option value={column} selected={columns()[index()] === column}>
                                {words().columns[column]}
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
            </table>
          </div>
          <p role="status" class={styles.status} data-tone={columns().includes('sku') && !isTooLong() ? undefined : 'danger'}>
            {columns().includes('sku') ? words().found(list().products.length) : words().noSku}
            <Show when={isTooLong()}> {words().tooLong(MAX_CSV_ROWS)}</Show>
          </p>
          <Show when={list().bad.length > 0}>
            <p class={styles.status} data-tone="danger">
              {words().bad(list().bad.length, list().bad.slice(0, 10).join(', '))}
            </p>
          </Show>
        </Show>
        <div class={styles.end}>
          <Show when={progress() !== null}>
            <span role="status" class={styles.progress}>
              {words().progress(progress() ?? 0, list().products.length)}
            </span>
          </Show>
          <Button onClick={props.onClose}>{t().common.cancel}</Button>
          <Button kind="primary" disabled={!canImport()} onClick={() => void run()}>
            {words().run}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** Spreadsheets of the region still save in the old Cyrillic encoding; what is not UTF-8 is read as that. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
