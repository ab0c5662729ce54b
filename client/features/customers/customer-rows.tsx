import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, createSelector, createSignal, For, on, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { CustomerList } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { nextIndex } from '../../ui/menu'
import { withoutLayout } from '../../ui/row-virtualizer'
import { textPx } from '../../ui/text-size'
import { briefOf } from '../customer/profile'
import { Tag } from '../customer/tag'
import { useData } from '../data-context'
import styles from './customer-rows.module.css'

/** Two lines, and the room around them. */
const rowPx = () => textPx(40) + 24

/** Thousands of rows of which a screenful exists. The focus stays on the list; arrows move, Enter opens. */
export function CustomerRows(props: { list: CustomerList; selectedId: Id | undefined; onOpen(id: Id): void }) {
  const data = useData()
  let scroller: HTMLDivElement | undefined
  const ids = () => props.list.ids() ?? []
  // By its id: a customer who comes into the list does not take its place. Gone, the place is left to whoever stands there now.
  const [activeId, setActiveId] = createSignal<Id>()
  const active = createMemo<number>((before) => {
    const found = activeId() === undefined ? -1 : ids().indexOf(activeId() ?? '')
    return found >= 0 ? found : Math.min(before, Math.max(ids().length - 1, 0))
  }, 0)
  const isActive = createSelector(active)
  const virtual = createVirtualizer<HTMLElement, HTMLElement>({
    ...withoutLayout(),
    get count() {
      return ids().length
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: rowPx,
    overscan: 8,
  })
  createEffect(on(rowPx, () => virtual.measure(), { defer: true }))
  createEffect(() => {
    const items = virtual.getVirtualItems()
    props.list.show(items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  })
  const tagsOf = (given: readonly Id[]) =>
    (data.workspace()?.customerTags ?? []).filter(({ id, isRemoved }) => !isRemoved && given.includes(id))
  const onKeyDown = (event: KeyboardEvent) => {
    const id = ids()[active()]
    if (event.key === 'Enter' && id !== undefined) props.onOpen(id)
    const to = nextIndex(event.key, active(), ids().length)
    if (to === null) return
    event.preventDefault()
    setActiveId(ids()[to])
    virtual.scrollToIndex(to, { align: 'auto' })
  }
  return (
    <div
      ref={scroller}
      class={styles.scroller}
      role="listbox"
      aria-label={t().shell.customers}
      aria-activedescendant={ids()[active()] && `customer-${ids()[active()]}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div class={styles.sizer} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => (
            <Show when={props.list.row(ids()[item.index] ?? '')}>
              {(customer) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list, where the focus is.
                <div
                  class={styles.row}
                  id={`customer-${customer().id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={customer().id === props.selectedId}
                  aria-posinset={item.index + 1}
                  aria-setsize={props.list.isWhole() ? ids().length : -1}
                  data-active={isActive(item.index) ? '' : undefined}
                  style={{ transform: `translateY(${item.start}px)`, height: `${rowPx()}px` }}
                  onClick={() => {
                    setActiveId(customer().id)
                    props.onOpen(customer().id)
                  }}
                >
                  <Avatar id={customer().id} name={customer().name} size={38} />
                  <span class={styles.who}>
                    <span class={styles.name}>{customer().name}</span>
                    <span class={styles.brief}>{briefOf(customer())}</span>
                  </span>
                  <span class={styles.tags}>
                    <For each={tagsOf(customer().tags).slice(0, 2)}>{(tag) => <Tag tag={tag} />}</For>
                  </span>
                </div>
              )}
            </Show>
          )}
        </For>
      </div>
    </div>
  )
}
