import Search from 'lucide-solid/icons/search'
import { createEffect, For, type JSX, on, Show } from 'solid-js'
import styles from './finder.module.css'
import { nextIndex } from './menu'
import { Skeleton } from './skeleton'

export interface FinderProps<T> {
  /** Tells its elements from others on the page. */
  id: string
  /** What the list holds. */
  label: string
  /** Null: the words come from elsewhere, where the focus is. */
  search: { label: string; text: string; onText(text: string): void } | null
  items: readonly T[]
  /** The one that Enter takes. */
  active: number
  onActive(index: number): void
  onPick(item: T): void
  children(item: T): JSX.Element
  /** It is still being read what the list holds. */
  isLoading?: boolean
  /** In the place of the list when there is nothing in it. */
  fallback: JSX.Element
  above?: JSX.Element
  beside?: JSX.Element
  below?: JSX.Element
}

/** A field to search in and a list to choose from: arrows move, Enter or a click takes, the focus stays in the field. */
export function Finder<T>(props: FinderProps<T>) {
  const listId = () => `${props.id}-list`
  const hasItems = () => props.items.length > 0
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = props.items[props.active]
    if (event.isComposing || event.key === 'Home' || event.key === 'End') return
    const to = nextIndex(event.key, props.active, props.items.length)
    if (event.key !== 'Enter' && to === null) return
    event.preventDefault()
    if (to !== null) props.onActive(to)
    else if (chosen !== undefined) props.onPick(chosen)
  }
  createEffect(
    on(
      () => props.active,
      (index) => document.getElementById(finderOption(props.id, index))?.scrollIntoView({ block: 'nearest' }),
      { defer: true },
    ),
  )
  return (
    <div class={styles.finder}>
      <Show when={props.search}>
        {(search) => (
          <label class={styles.search}>
            <Search size={17} aria-hidden="true" />
            <input
              type="search"
              role="combobox"
              autocomplete="off"
              aria-expanded={hasItems()}
              aria-controls={listId()}
              aria-activedescendant={hasItems() ? finderOption(props.id, props.active) : undefined}
              aria-label={search().label}
              placeholder={search().label}
              value={search().text}
              onInput={(event) => search().onText(event.currentTarget.value)}
              onKeyDown={onKeyDown}
            />
          </label>
        )}
      </Show>
      {props.above}
      <div class={styles.columns}>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name; an empty listbox is not one. */}
        <div
          class={styles.list}
          id={listId()}
          role={hasItems() ? 'listbox' : 'status'}
          aria-label={props.label}
          aria-busy={props.isLoading ? 'true' : undefined}
        >
          <For
            each={props.items}
            fallback={
              <Show when={!props.isLoading} fallback={<Skeleton />}>
                <div class={styles.nothing}>{props.fallback}</div>
              </Show>
            }
          >
            {(item, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled where the focus is, in the field.
              <div
                id={finderOption(props.id, index())}
                class={styles.option}
                role="option"
                tabIndex={-1}
                aria-selected={index() === props.active}
                onClick={() => props.onPick(item)}
                // The field must keep the caret: what is chosen may go there.
                onMouseDown={(event) => event.preventDefault()}
                onPointerMove={() => props.onActive(index())}
              >
                {props.children(item)}
              </div>
            )}
          </For>
        </div>
        {props.beside}
      </div>
      {props.below}
    </div>
  )
}

export const finderOption = (id: string, index: number): string => `${id}-option-${index}`
