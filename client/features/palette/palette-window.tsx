import * as Dialog from '@kobalte/core/dialog'
import Search from 'lucide-solid/icons/search'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import { createUsedLately } from '../used-lately'
import { fuzzyScore } from './fuzzy'
import { createPaletteActions, type PaletteEntry } from './palette-actions'
import styles from './palette-window.module.css'

const LIST_ID = 'palette-list'
const optionId = (index: number) => `palette-option-${index}`
const MAX_SHOWN = 60

export default function PaletteWindow(props: { onClose(): void }) {
  const actions = createPaletteActions()
  const used = createUsedLately('palette')
  const [query, setQuery] = createSignal('')
  const [active, setActive] = createSignal(0)
  const shown = createMemo(() =>
    actions()
      .map((action) => ({ action, score: fuzzyScore(action.name, query()) + Math.min(used.score(action.id), 5) * 0.1 }))
      .filter(({ action }) => fuzzyScore(action.name, query()) > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MAX_SHOWN)
      .map(({ action }) => action),
  )
  const run = (action: PaletteEntry) => {
    used.note(action.id)
    props.onClose()
    // After the window has given the focus back: what runs may want it elsewhere.
    setTimeout(action.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown()[active()]
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      run(chosen)
      return
    }
    if (event.key === 'Home' || event.key === 'End') return
    const to = nextIndex(event.key, active(), shown().length)
    if (to === null) return
    event.preventDefault()
    setActive(to)
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class={styles.shade} />
        <div class={styles.place}>
          <Dialog.Content class={styles.window}>
            <Dialog.Title class="visually-hidden">{t().palette.title}</Dialog.Title>
            <label class={styles.search}>
              <Search size={18} aria-hidden="true" />
              <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls={LIST_ID}
                aria-activedescendant={shown().length > 0 ? optionId(active()) : undefined}
                aria-label={t().palette.search}
                placeholder={t().palette.search}
                autocomplete="off"
                value={query()}
                onInput={(event) => {
                  setQuery(event.currentTarget.value)
                  setActive(0)
                }}
                onKeyDown={onKeyDown}
              />
            </label>
            <div class={styles.list} id={LIST_ID} role="listbox" aria-label={t().palette.title}>
              <For each={shown()} fallback={<p class={styles.nothing}>{t().common.nothingFound}</p>}>
                {(action, index) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the field, where the focus is.
                  <div
                    id={optionId(index())}
                    class={styles.option}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index() === active()}
                    onClick={() => run(action)}
                    onPointerMove={() => setActive(index())}
                  >
                    <span class={styles.name}>{action.name}</span>
                    <span class={styles.from}>{action.from}</span>
                    <Show when={action.keys}>
                      <kbd class={styles.keys}>{action.keys}</kbd>
                    </Show>
                  </div>
                )}
              </For>
            </div>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
