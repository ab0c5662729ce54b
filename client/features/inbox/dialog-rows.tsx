import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, createSelector, createSignal, For, on, onCleanup, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import { withoutLayout } from '../../ui/row-virtualizer'
import { textPx } from '../../ui/text-size'
import { createPainted } from '../after-paint'
import { useData } from '../data-context'
import type { DialogListboxProps } from './dialog-listbox'
import { DialogOption } from './dialog-option'
import styles from './dialog-rows.module.css'
import { makeFlight } from './flight'
import { createHeldOrder } from './held-order'
import { createLikelyNext } from './likely-next'
import { olderText } from './older-text'

/** Three lines, and the room around them. */
const rowPx = () => textPx(59) + 15
/** Rows from the end at which the next ones are asked for. */
const MORE_AHEAD = 20
/** … and read on the device: a list that is flung would come to its end before they are known, and stand. */
const READ_AHEAD = 400
/** What flies by is read once it has not moved for so long. Milliseconds. */
const SETTLE_MS = 80

/** Thousands of rows of which a screenful exists. The focus stays on the list; arrows move the active row. */
export function DialogRows(props: DialogListboxProps) {
  const data = useData()
  let scroller: HTMLDivElement | undefined
  const [activeId, setActiveId] = createSignal<Id>()
  const isFlying = makeFlight()
  const [isInFlight, setInFlight] = createSignal(false)
  const held = createHeldOrder(() => props.list.ids())
  const order = held.order
  // What is in sight comes first: the rows beyond it, and the reading of what stands around them, wait for it to be painted.
  const settled = createPainted(order, [])
  const virtual = createVirtualizer<HTMLElement, HTMLElement>({
    ...withoutLayout(),
    get count() {
      return order().length
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: rowPx,
    overscan: 5,
  })
  createEffect(on(rowPx, () => virtual.measure(), { defer: true }))
  const indexOf = (id: Id | undefined) => (id === undefined ? -1 : order().indexOf(id))
  const active = createMemo(() => {
    const index = indexOf(activeId())
    return index >= 0 ? index : Math.max(indexOf(props.selectedId), 0)
  })
  const isActive = createSelector(active)
  /** Known without asking the page, which would have to be laid out for the answer. `rows`: what may be missing of it on either side. */
  const isInSight = (index: number, rows = 0) => {
    const top = virtual.scrollOffset ?? 0
    return (index + rows) * rowPx() >= top && (index + 1 - rows) * rowPx() <= top + (virtual.scrollRect?.height ?? 0)
  }
  const reveal = (index: number) => {
    if (!isInSight(index)) virtual.scrollToIndex(index, { align: 'auto' })
  }
  // A row that is out of sight is not in the page, and cannot be pointed at.
  const activeOption = () => {
    const id = order()[active()]
    const isDrawn = virtual.getVirtualItems().some(({ index }) => index === active())
    return id !== undefined && isDrawn && !isInFlight() && props.list.row(id) ? `dialog-${id}` : undefined
  }
  const isSelected = createSelector(() => props.selectedId)
  const setHovered = createLikelyNext({
    order,
    activeId: () => order()[active()],
    selectedId: () => props.selectedId,
    isInSight: props.sight.isInSight,
  })

  createEffect(
    on(
      () => props.query,
      () => {
        held.release()
        // Asking for where it is already would have the page laid out once more.
        if ((virtual.scrollOffset ?? 0) > 0) scroller?.scrollTo({ top: 0 })
      },
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => props.selectedId,
      (id) => {
        setActiveId(id)
        const index = indexOf(id)
        if (index >= 0 && props.sight.isInSight()) reveal(index)
      },
    ),
  )
  createEffect(() => {
    const items = virtual.getVirtualItems()
    const [first, last] = [items[0], items.at(-1)]
    const ids = order()
    if (!first || !last || settled() !== ids) return
    const show = () => props.list.show(first.index, last.index, ids)
    const flies = isFlying((virtual.scrollOffset ?? 0) / rowPx(), performance.now())
    setInFlight(flies)
    if (flies) {
      const land = () => {
        setInFlight(false)
        show()
      }
      const timer = setTimeout(land, SETTLE_MS)
      onCleanup(() => clearTimeout(timer))
    } else show()
    if ((virtual.scrollOffset ?? 0) > 0 && last.index > ids.length - READ_AHEAD) props.list.readOn()
    if (last.index > ids.length - MORE_AHEAD && props.list.hasMore()) props.list.loadMore()
  })
  // Rows that come above what is being looked at push it out of sight; the list is moved along with them.
  createEffect(
    on(order, (now, before) => {
      const top = virtual.scrollOffset ?? 0
      if (!before || top < rowPx()) return
      const place = Math.floor(top / rowPx())
      const anchor = before[place]
      const moved = anchor === undefined ? -1 : now.indexOf(anchor)
      if (moved > place && moved - place < order().length / 2) scroller?.scrollBy({ top: (moved - place) * rowPx() })
    }),
  )

  const goTo = (to: number) => {
    held.release()
    setActiveId(order()[to])
    reveal(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = order()[active()]
    if (event.altKey || event.metaKey || id === undefined) return
    if (event.ctrlKey) {
      if (event.code !== 'KeyA') return
      event.preventDefault()
      props.picked.all(order())
      return
    }
    if (event.key === 'Enter') props.opener.open(id)
    if (event.key === ' ') {
      event.preventDefault()
      props.picked.toggle(id)
    }
    const page = Math.max(Math.floor((scroller?.clientHeight ?? 0) / rowPx()) - 1, 1)
    const jump = { PageDown: Math.min(active() + page, order().length - 1), PageUp: Math.max(active() - page, 0) }[event.key]
    const to = jump ?? nextIndex(event.key, active(), order().length)
    if (to === null) return
    event.preventDefault()
    if (event.shiftKey) {
      if (props.picked.ids().size === 0) props.picked.toggle(id)
      const next = order()[to]
      if (next !== undefined) props.picked.extendTo(next, order())
    }
    goTo(to)
  }

  const onRowClick = (id: Id, event: MouseEvent) => {
    if (event.shiftKey) props.picked.extendTo(id, order())
    else if (event.ctrlKey || event.metaKey || event.button === 1) window.open(props.opener.href(id))
    else props.opener.open(id)
  }

  return (
    <div
      ref={scroller}
      class={styles.scroller}
      role="listbox"
      aria-label={t().inbox.dialogs}
      aria-activedescendant={activeOption()}
      aria-multiselectable={props.picked.ids().size > 0 ? 'true' : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerMove={held.hold}
      onPointerDown={held.hold}
      onPointerOver={(event) => setHovered(event.target.closest('[role=option]')?.id.slice('dialog-'.length))}
      onPointerLeave={() => {
        held.release()
        setHovered(undefined)
      }}
    >
      <div class={styles.sizer} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => {
            const id = createMemo(() => {
              const [now, painted] = [order(), settled()]
              return (isInSight(item.index, 1) ? now : painted)[item.index] ?? ''
            })
            // What comes by in flight is not drawn, whether it is known or not.
            const row = createMemo<DialogRow | undefined>((drawn) => (drawn || !isInFlight() ? props.list.row(id()) : undefined))
            return (
              <Show when={row()} fallback={<div class={styles.ghost} style={{ top: `${item.start}px`, height: `${rowPx()}px` }} />}>
                {(shown) => {
                  const presence = data.createPresence(id)
                  return (
                    <DialogOption
                      row={shown()}
                      presence={presence()}
                      top={item.start}
                      height={rowPx()}
                      place={item.index + 1}
                      total={props.list.hasMore() ? -1 : order().length}
                      isInSight={props.sight.isInSight()}
                      isSelected={isSelected(shown().id)}
                      isActive={isActive(item.index)}
                      isPicking={props.picked.ids().size > 0}
                      isPicked={props.picked.ids().has(shown().id)}
                      // Between press and release there is time to read it.
                      onPress={() => void data.foresee(shown().id).catch(() => undefined)}
                      onOpen={(event) => onRowClick(shown().id, event)}
                      onPick={(event) => (event.shiftKey ? props.picked.extendTo(shown().id, order()) : props.picked.toggle(shown().id))}
                    />
                  )
                }}
              </Show>
            )
          }}
        </For>
      </div>
      <Show when={olderText(props.list.older())}>{(text) => <div class={styles.end}>{text()}</div>}</Show>
    </div>
  )
}
