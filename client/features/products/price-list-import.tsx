import FileUp from 'lucide-solid/icons/file-up'
import { createSignal, onCleanup, Show } from 'solid-js'
import type { Column, ListReading, ListState } from '#shared/domain/price-list'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { ImportWindow } from '../../ui/import-window'
import { showToast } from '../../ui/toast'
import type { ApiFailure } from '../settings/api'
import { Failure } from '../settings/failure'
import { openPriceList, type PriceList } from './price-list'
import styles from './price-list-import.module.css'
import { PriceListPreview } from './price-list-preview'

/** Typing or pasting that pauses this long is looked at. Milliseconds. */
const PAUSE_MS = 400
const AS_GUESSED: ListReading = { columns: null, skuFrom: 'vendorCode' }

/** A price list from a file, or pasted: looked over first, then taken in by SKU. The server reads it, whatever its size. */
export default function PriceListImport(props: { onClose(): void }) {
  const words = () => t().products.import
  const [text, setText] = createSignal('')
  const [fileName, setFileName] = createSignal('')
  const [reading, setReading] = createSignal(AS_GUESSED)
  const [state, setState] = createSignal<ListState | null>(null)
  const [failure, setFailure] = createSignal<ApiFailure>()
  let picker: HTMLInputElement | undefined
  let list: PriceList | null = null
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => {
    clearTimeout(pause)
    // What is being taken in goes on without this window.
    if (state()?.phase !== 'applying') list?.close()
  })

  const preview = () => (state()?.phase === 'waiting' ? null : state()?.preview)
  const isNamed = () => preview()?.format === 'yml' || (preview()?.columns.some(({ column }) => column === 'sku') ?? false)
  const canRun = () => {
    const found = preview()
    return state()?.phase === 'ready' && isNamed() && found !== null && found !== undefined && found.added + found.changed > 0
  }
  const look = async (as: ListReading) => {
    const own = list
    if (!own) return
    setReading(as)
    const tell = (next: ListState) => own === list && setState(next)
    const problem = await own.read(as, tell)
    if (own === list) setFailure(problem ?? undefined)
  }
  const open = (file: Blob) => {
    list?.close()
    list = openPriceList(file)
    setState(null)
    void look(AS_GUESSED)
  }
  const onText = (value: string) => {
    setText(value)
    setFileName('')
    clearTimeout(pause)
    if (value.trim() !== '') pause = setTimeout(() => open(new Blob([value])), PAUSE_MS)
  }
  const setColumn = (at: number, column: Column) => {
    const columns = preview()?.columns.map((each, index) => (index === at ? column : each.column)) ?? null
    void look({ ...reading(), columns })
  }
  const run = async () => {
    const problem = (await list?.apply(setState)) ?? null
    setFailure(problem ?? undefined)
    if (problem || state()?.phase !== 'done') return
    showToast(words().done(state()?.done ?? 0))
    props.onClose()
  }
  const progress = () => {
    const now = state()
    const percent = now && now.total > 0 ? Math.floor((now.done / now.total) * 100) : 0
    if (now?.phase === 'waiting') return words().sending(percent)
    if (now?.phase === 'reading') return words().reading(percent)
    return now?.phase === 'applying' ? words().progress(now.done, now.total) : ''
  }

  return (
    <ImportWindow
      title={words().title}
      hint={words().hint}
      progress={progress()}
      runName={words().run}
      canRun={canRun()}
      onRun={() => void run()}
      onClose={props.onClose}
    >
      <div class={styles.source}>
        <Button onClick={() => picker?.click()}>
          <FileUp size={16} aria-hidden="true" />
          {words().file}
        </Button>
        <span class={styles.name}>{fileName()}</span>
      </div>
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,.xml,.yml,text/csv,text/xml"
        aria-label={words().file}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) {
            setText('')
            setFileName(file.name)
            open(file)
          }
          event.currentTarget.value = ''
        }}
      />
      <textarea
        class={styles.paste}
        rows={preview() ? 2 : 6}
        aria-label={words().paste}
        placeholder={words().paste}
        value={text()}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <Show when={preview()}>
        {(found) => (
          <PriceListPreview
            preview={found()}
            isNamed={isNamed()}
            skuFrom={reading().skuFrom}
            onColumn={setColumn}
            onSkuFrom={(skuFrom) => void look({ ...reading(), skuFrom })}
          />
        )}
      </Show>
      <Failure reason={failure()} />
    </ImportWindow>
  )
}
