import { For, Show } from 'solid-js'
import { Floating, type FloatingProps } from './floating'
import { Glyph } from './glyph'
import type { Icon } from './icon-button'
import styles from './menu.module.css'

export interface MenuItem {
  readonly label: string
  readonly icon: Icon
  readonly isDanger?: boolean
  /** It cannot be done now, and why: shown, and not run. */
  readonly why?: string
  run(): void
}

export interface MenuProps extends Omit<FloatingProps, 'role' | 'children'> {
  items: readonly MenuItem[]
}

/** A list of actions. Arrows, Home and End move; Enter runs. */
export function Menu(props: MenuProps) {
  let list: HTMLDivElement | undefined
  const move = (event: KeyboardEvent) => {
    const items = [...(list?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const to = nextIndex(
      event.key,
      items.findIndex((item) => item.matches(':focus')),
      items.length,
    )
    if (to === null) return
    event.preventDefault()
    items[to]?.focus()
  }
  return (
    <Floating {...props}>
      <div class={styles.menu} role="menu" aria-label={props.label} ref={list} onKeyDown={move}>
        <For each={props.items}>
          {(item) => (
            <button
              type="button"
              role="menuitem"
              class={styles.item}
              data-danger={item.isDanger ? '' : undefined}
              aria-disabled={item.why ? true : undefined}
              title={item.why}
              onClick={() => {
                if (item.why) return
                props.onClose()
                item.run()
              }}
            >
              <Glyph icon={item.icon} size={17} />
              <span class={styles.label}>
                {item.label}
                <Show when={item.why}>
                  <small class={styles.why}>{item.why}</small>
                </Show>
              </span>
            </button>
          )}
        </For>
      </div>
    </Floating>
  )
}

/** Where a key leads in a list; null when the key is not for moving. */
export function nextIndex(key: string, from: number, length: number): number | null {
  if (length === 0) return null
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, length - 1)
    case 'ArrowUp':
      return Math.max(from - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return null
  }
}
