import * as Dialog from '@kobalte/core/dialog'
import { createMemo, createSignal, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { Finder } from '../../ui/finder'
import { createFocusBack } from '../../ui/focus-back'
import { createLayer } from '../../ui/layers'
import { createUsedLately } from '../used-lately'
import { createFoundEntries } from './found-entries'
import { fuzzyScore } from './fuzzy'
import { createPaletteActions, type PaletteEntry } from './palette-actions'
import styles from './palette-window.module.css'

const MAX_SHOWN = 60
/** See {@link fuzzyScore}. */
const NAMED_SO = 1.5

export default function PaletteWindow(props: { onClose(): void }) {
  createLayer(() => props.onClose())
  let content: HTMLDivElement | undefined
  createFocusBack(() => content)
  const actions = createPaletteActions()
  const used = createUsedLately('palette')
  const [query, setQuery] = createSignal('')
  const [active, setActive] = createSignal(0)
  const found = createFoundEntries(query)
  const fitting = createMemo(() =>
    actions()
      .map((action) => ({ action, fit: fuzzyScore(action.name, query()), habit: Math.min(used.score(action.id), 5) * 0.1 }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit + b.habit - a.fit - a.habit),
  )
  // People and their orders come after what is called so itself, and before what has the letters somewhere.
  const shown = createMemo(() =>
    [
      ...fitting().filter(({ fit }) => fit >= NAMED_SO),
      ...found().map((action) => ({ action })),
      ...fitting().filter(({ fit }) => fit < NAMED_SO),
    ]
      .slice(0, MAX_SHOWN)
      .map(({ action }) => action),
  )
  const run = (action: PaletteEntry) => {
    used.note(action.id)
    props.onClose()
    // After the window has given the focus back: what runs may want it elsewhere.
    setTimeout(action.run)
  }
  const onText = (text: string) => {
    setQuery(text)
    setActive(0)
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class={styles.shade} />
        <div class={styles.place}>
          <Dialog.Content ref={content} class={styles.window}>
            <Dialog.Title class="visually-hidden">{t().palette.title}</Dialog.Title>
            <Finder
              id="palette"
              label={t().palette.title}
              search={{ label: t().palette.search, text: query(), onText }}
              items={shown()}
              active={active()}
              onActive={setActive}
              onPick={run}
              fallback={<p>{t().common.nothingFound}</p>}
            >
              {(action) => (
                <>
                  <span class={styles.name}>{action.name}</span>
                  <span class={styles.from}>{action.from}</span>
                  <Show when={action.keys}>
                    <kbd class={styles.keys}>{action.keys}</kbd>
                  </Show>
                </>
              )}
            </Finder>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
