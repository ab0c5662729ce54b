import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import type { DialogListboxProps } from './dialog-listbox'
import { DialogOption } from './dialog-option'
import styles from './dialog-rows.module.css'

const ROW_PX = 74
/** Rows from the end at which the next ones are asked for. */
const MORE_AHEAD = 20

/** Thousands of rows of which a screenful exists. The focus stays on the list; arrows move the active row. */
export function DialogRows(props: DialogListboxProps) {
  let scroller: HTMLDivElement | undefined
  const [activeId, setActiveId] = createSignal<Id>()
  const rows = () => props.list.rows
  const virtual = createVirtualizer({
    get count() {
      return rows().length
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const indexOf = (id: Id | undefined) => (id === undefined ? -1 : rows().findIndex((row) => row.id === id))
  const active = createMemo(() => {
    const index = indexOf(activeId())
    return index >= 0 ? index : Math.max(indexOf(props.selectedId), 0)
  })

  createEffect(
    on(
      () => props.query,
      () => scroller?.scrollTo({ top: 0 }),
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => props.selectedId,
      (id) => {
        setActiveId(id)
        const index = indexOf(id)
        if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
      },
    ),
  )
  createEffect(() => {
    const last = virtual.getVirtualItems().at(-1)
    if (last && last.index > rows().length - MORE_AHEAD && props.list.hasMore()) props.list.loadMore()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const row = rows()[active()]
    if (event.key === 'Enter' && row) {
      props.opener.open(row.id)
      return
    }
    const page = Math.max(Math.floor((scroller?.clientHeight ?? 0) / ROW_PX) - 1, 1)
    const jump = { PageDown: Math.min(active() + page, rows().length - 1), PageUp: Math.max(active() - page, 0) }[event.key]
    const to = jump ?? nextIndex(event.key, active(), rows().length)
    if (to === null) return
    event.preventDefault()
    setActiveId(rows()[to]?.id)
    virtual.scrollToIndex(to, { align: 'auto' })
  }

  return (
    <div
      ref={scroller}
      class={styles.scroller}
      role="listbox"
      aria-label={t().inbox.dialogs}
      aria-activedescendant={rows()[active()] ? `dialog-${rows()[active()]?.id}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div class={styles.sizer} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => (
            <Show when={rows()[item.index]}>
              {(row) => (
                <DialogOption
                  row={row()}
                  top={item.start}
                  height={ROW_PX}
                  place={item.index + 1}
                  total={props.list.hasMore() ? -1 : rows().length}
                  isSelected={row().id === props.selectedId}
                  isActive={item.index === active()}
                  onOpen={(inNewTab) => (inNewTab ? window.open(props.opener.href(row().id)) : props.opener.open(row().id))}
                />
              )}
            </Show>
          )}
        </For>
      </div>
    </div>
  )
}
