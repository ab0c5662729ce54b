import { type Accessor, createMemo, createSignal, For, Show } from 'solid-js'
import type { Operator } from '#shared/domain/operator'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { useData } from '../data-context'
import { assignable } from '../people'
import { calledBy, type MentionAt, mentionAt } from './mention-at'
import styles from './mention-menu.module.css'

const MAX_SHOWN = 6

export interface Mentioning {
  /** Called after each input in the field. */
  look(): void
  /** @returns whether the key was for the menu. */
  key(event: KeyboardEvent): boolean
  close(): void
  readonly shown: Accessor<readonly Operator[]>
  readonly active: Accessor<number>
  pick(operator: Operator): void
}

/** Calling a colleague into a note by typing @, where the focus stays. */
export function createMentioning(field: Accessor<HTMLTextAreaElement | undefined>, isWanted: Accessor<boolean>): Mentioning {
  const data = useData()
  const [at, setAt] = createSignal<MentionAt | null>(null)
  const [active, setActive] = createSignal(0)
  const people = createMemo(() => assignable(data.operators(), data.me().operatorId).filter(({ id }) => id !== data.me().operatorId))
  const shown = createMemo(() => calledBy(at()?.query ?? '', at() ? people() : []).slice(0, MAX_SHOWN))
  const pick = (operator: Operator) => {
    const [area, found] = [field(), at()]
    if (!area || !found) return
    area.focus()
    area.setSelectionRange(found.start, area.selectionStart)
    // Undo knows of it, and the input event comes by itself.
    document.execCommand('insertText', false, `@${operator.name} `)
    setAt(null)
  }
  const take = () => {
    const chosen = shown()[active()]
    if (chosen) pick(chosen)
  }
  const move = (by: number) => setActive((active() + by + shown().length) % shown().length)
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: take,
    Tab: take,
    Escape: () => setAt(null),
  }
  return {
    shown,
    active,
    pick,
    close: () => setAt(null),
    look() {
      const area = field()
      setActive(0)
      setAt(area && isWanted() ? mentionAt(area.value, area.selectionStart) : null)
    },
    key(event) {
      const run = shown().length > 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey ? KEYS[event.key] : undefined
      if (!run) return false
      event.preventDefault()
      event.stopPropagation()
      run()
      return true
    },
  }
}

/** Beside the field while a name is being typed. */
export function MentionMenu(props: { mentioning: Mentioning }) {
  return (
    <Show when={props.mentioning.shown().length > 0}>
      <div class={styles.menu} role="listbox" aria-label={t().documents.mention.choose}>
        <For each={props.mentioning.shown()}>
          {(operator, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, where the focus is.
            <div
              class={styles.person}
              role="option"
              tabIndex={-1}
              aria-selected={props.mentioning.active() === index()}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => props.mentioning.pick(operator)}
            >
              <Avatar id={operator.id} name={operator.name} size={22} />
              {operator.name}
            </div>
          )}
        </For>
      </div>
    </Show>
  )
}
