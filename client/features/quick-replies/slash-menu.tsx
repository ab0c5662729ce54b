import { type Accessor, createEffect, createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js'
import type { Template } from '#shared/domain/template'
import { t } from '../../i18n/i18n'
import { finderOption } from '../../ui/finder'
import { createTemplateChoice, QUICK_REPLY_LIST, type TemplateChoice } from './choice'
import { createInserter, type ReplyPlace } from './insert'
import { type SlashAt, slashAt } from './slash'
import styles from './slash-menu.module.css'

const loadPanel = () => import('./quick-reply-panel')
const QuickReplyPanel = lazy(loadPanel)

export interface Slash {
  /** Called after each input in the field. */
  look(): void
  /** @returns whether the key was for the menu. */
  key(event: KeyboardEvent): boolean
  close(): void
  readonly isOpen: Accessor<boolean>
  readonly choice: TemplateChoice
  pick(template: Template): void
}

/** Quick replies by typing `/` in the field, where the focus stays. */
export function createSlash(place: ReplyPlace): Slash {
  const choice = createTemplateChoice()
  const insert = createInserter(place)
  const [at, setAt] = createSignal<SlashAt | null>(null)
  /** The key of the slash has just typed a dot, on a Cyrillic layout. */
  let isDot = false
  /** Where a slash was typed that is to be a slash. */
  let dismissed = -1
  const isOpen = () => at() !== null && choice.shown().length > 0
  const close = () => {
    dismissed = at()?.start ?? -1
    setAt(null)
  }
  const pick = (template: Template) => {
    const found = at()
    const caret = place.field.area()?.selectionStart ?? 0
    setAt(null)
    choice.noteUse(template)
    if (found) insert(template, [found.start, caret])
  }
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowDown: () => choice.move(1),
    ArrowUp: () => choice.move(-1),
    Escape: close,
    Enter: () => take(),
    Tab: () => take(),
  }
  const take = () => {
    const chosen = choice.chosen()
    if (chosen) pick(chosen)
  }
  return {
    choice,
    isOpen,
    close: () => setAt(null),
    pick,
    look() {
      const area = place.field.area()
      const found = area ? slashAt(area.value, area.selectionStart, isDot || at() !== null) : null
      // Seen when it is typed, not when the caret comes by.
      const isTyped = found !== null && (at()?.start === found.start || found.query === '') && found.start !== dismissed
      if (!found) dismissed = -1
      if (isTyped) void loadPanel()
      choice.setQuery(found?.query ?? '')
      setAt(isTyped ? found : null)
    },
    key(event) {
      isDot = event.code === 'Slash' && event.key === '.'
      const run = isOpen() && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey ? KEYS[event.key] : undefined
      if (!run) return false
      event.preventDefault()
      run()
      return true
    },
  }
}

/** Over the composer while a slash asks. */
export function SlashMenu(props: { slash: Slash; place: ReplyPlace }) {
  createEffect(() => {
    const area = props.place.field.area()
    const chosen = props.slash.isOpen() ? props.slash.choice.chosen() : undefined
    if (!area) return
    if (chosen) area.setAttribute('aria-activedescendant', finderOption(QUICK_REPLY_LIST, props.slash.choice.active()))
    else area.removeAttribute('aria-activedescendant')
    onCleanup(() => area.removeAttribute('aria-activedescendant'))
  })
  return (
    <Show when={props.slash.isOpen()}>
      <section class={styles.menu} aria-label={t().quickReplies.title}>
        <Suspense>
          <QuickReplyPanel choice={props.slash.choice} values={props.place.values()} hasSearch={false} onPick={props.slash.pick} />
        </Suspense>
      </section>
    </Show>
  )
}
