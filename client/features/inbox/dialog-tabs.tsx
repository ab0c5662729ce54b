import { For } from 'solid-js'
import type { DialogTab } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { TABS } from './dialog-query'
import styles from './dialog-tabs.module.css'

export const LIST_PANEL_ID = 'dialog-list'

export interface DialogTabsProps {
  tab: DialogTab
  onTab(tab: DialogTab): void
  /** It is likely to be chosen next: the pointer is on it, or an arrow key leads to it; null: none is. */
  onLikely(tab: DialogTab | null): void
}

export function DialogTabs(props: DialogTabsProps) {
  let list: HTMLDivElement | undefined
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const to = beside(props.tab, by)
    props.onTab(to)
    list?.querySelector<HTMLElement>(`#tab-${to}`)?.focus()
    props.onLikely(beside(to, by))
  }
  return (
    <div
      class={styles.tabs}
      role="tablist"
      aria-label={t().inbox.tabsName}
      ref={list}
      onKeyDown={onKeyDown}
      onFocusIn={() => props.onLikely(beside(props.tab, 1))}
      onFocusOut={() => props.onLikely(null)}
      onPointerLeave={() => props.onLikely(null)}
      tabIndex={-1}
    >
      <For each={TABS}>
        {(tab) => (
          <button
            type="button"
            id={`tab-${tab}`}
            class={styles.tab}
            role="tab"
            aria-selected={props.tab === tab}
            aria-controls={LIST_PANEL_ID}
            tabIndex={props.tab === tab ? 0 : -1}
            onPointerOver={() => props.onLikely(tab)}
            onClick={() => props.onTab(tab)}
          >
            {t().inbox.tabs[tab]}
          </button>
        )}
      </For>
    </div>
  )
}

const beside = (tab: DialogTab, by: number): DialogTab => TABS.at((TABS.indexOf(tab) + by) % TABS.length) ?? tab
