import Check from 'lucide-solid/icons/check'
import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { foldText, searchVariants } from '#shared/lib/text'
import { t } from '../i18n/i18n'
import { nextIndex } from './menu'
import styles from './picker.module.css'

export interface PickerOption<V> {
  readonly value: V
  readonly label: string
  readonly lead?: () => JSX.Element
}

export interface PickerProps<V> {
  label: string
  options: readonly PickerOption<V>[]
  selected: readonly V[]
  isMultiple?: boolean
  /** Label of the search field; without it there is none. */
  search?: string | undefined
  onPick(value: V): void
}

/** A list to choose from, inside a Floating. The focus stays in the search field while arrows move in the list. */
export function Picker<V>(props: PickerProps<V>) {
  const id = createUniqueId()
  const [query, setQuery] = createSignal('')
  // By what it stands for: an option that comes before it does not put another in its place.
  const [chosen, setChosen] = createSignal<{ readonly value: V }>()
  const shown = createMemo(() => {
    const wanted = query().trim()
    if (wanted === '') return props.options
    const variants = searchVariants(wanted)
    return props.options.filter(({ label }) => variants.some((variant) => foldText(label).includes(variant)))
  })
  const active = createMemo(() => Math.max(0, chosen() ? shown().findIndex(({ value }) => value === chosen()?.value) : 0))
  const activeId = () => (shown()[active()] ? `${id}-${active()}` : undefined)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || (event.key === ' ' && !props.search)) {
      event.preventDefault()
      const option = shown()[active()]
      if (option) props.onPick(option.value)
      return
    }
    if (props.search && (event.key === 'Home' || event.key === 'End')) return
    const to = nextIndex(event.key, active(), shown().length)
    if (to === null) return
    event.preventDefault()
    setChosen(shown()[to])
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div class={styles.picker}>
      <Show when={props.search}>
        <input
          class={styles.search}
          type="search"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={activeId()}
          aria-label={props.search}
          placeholder={props.search}
          value={query()}
          onInput={(event) => {
            setQuery(event.currentTarget.value)
            setChosen(undefined)
          }}
          onKeyDown={onKeyDown}
        />
      </Show>
      <div
        class={styles.list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.label}
        aria-multiselectable={props.isMultiple ? 'true' : undefined}
        aria-activedescendant={activeId()}
        tabIndex={props.search ? -1 : 0}
        onKeyDown={onKeyDown}
      >
        <For each={shown()} fallback={<p class={styles.nothing}>{t().common.nothingFound}</p>}>
          {(option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox, where the focus is.
            <div
              class={styles.option}
              id={`${id}-${index()}`}
              role="option"
              tabIndex={-1}
              aria-selected={props.selected.includes(option.value)}
              data-active={index() === active() ? '' : undefined}
              onClick={() => props.onPick(option.value)}
              onPointerMove={() => setChosen(option)}
            >
              {option.lead?.()}
              <span class={styles.label}>{option.label}</span>
              <Show when={props.selected.includes(option.value)}>
                <Check size={16} aria-hidden="true" />
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  )
}
