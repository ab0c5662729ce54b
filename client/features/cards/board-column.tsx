import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, For, on, Show } from 'solid-js'
import type { Card } from '#shared/domain/card'
import type { Id } from '#shared/domain/id'
import type { BoardColumn as Column } from '../../data/contract-cards'
import { language, t } from '../../i18n/i18n'
import { withoutLayout } from '../../ui/row-virtualizer'
import { textPx } from '../../ui/text-size'
import { useData } from '../data-context'
import { customerName } from '../people'
import { BoardCard } from './board-card'
import styles from './board-column.module.css'
import type { CarryPointer } from './board-pointer'
import type { BoardState } from './board-state'
import { stageColour } from './stages'
import { sumText } from './sums'

/** Below a card. Pixels. */
const GAP_PX = 8
/** Of a card with the gap below it: four lines, and the room around them. Pixels. */
export const rowPx = (): number => textPx(81) + 19 + GAP_PX

export interface BoardColumnProps {
  column: Column
  cards: ReadonlyMap<Id, Card>
  state: BoardState
  pointer: CarryPointer
  helpId: string
  onOpen(cardId: Id): void
}

/** A stage: how many cards and how much, and the cards, of which a screenful exists. */
export function BoardColumn(props: BoardColumnProps) {
  const data = useData()
  const words = () => t().cards.board
  let list: HTMLDivElement | undefined
  const ids = () => props.column.ids
  const count = () => (props.column.isCut ? words().more(ids().length) : String(ids().length))
  const sum = createMemo(() =>
    props.column.isCut
      ? ''
      : sumText(
          ids().flatMap((id) => props.cards.get(id) ?? []),
          language(),
        ),
  )
  const virtual = createVirtualizer<HTMLElement, HTMLElement>({
    ...withoutLayout(),
    get count() {
      return ids().length
    },
    getScrollElement: () => list ?? null,
    estimateSize: rowPx,
    overscan: 4,
  })
  createEffect(on(rowPx, () => virtual.measure(), { defer: true }))
  const places = createMemo(
    () =>
      new Map(virtual.getVirtualItems().flatMap(({ index }) => (ids()[index] === undefined ? [] : [[ids()[index] ?? '', index] as const]))),
  )
  const shown = createMemo(() => [...places().keys()], undefined, {
    equals: (a, b) => a.length === b.length && a.every((id, index) => id === b[index]),
  })
  const people = data.createPeople(() => [...new Set(shown().flatMap((id) => props.cards.get(id)?.contactId ?? []))])
  const isHere = () => props.state.active().stageId === props.column.stage.id
  const activeId = () => (isHere() ? props.state.active().cardId : null)
  const customerOf = ({ contactId, dialogId }: Card) => {
    if (contactId === null || dialogId === null) return words().noCustomer
    const person = people().get(contactId)
    return person ? customerName(person) : ''
  }

  // The keyboard follows the active card into its column, and the card is brought into sight.
  createEffect(
    on([activeId, isHere], ([id, here]) => {
      const at = id === null ? -1 : ids().indexOf(id)
      if (at >= 0 && !isDrawn(list, at)) virtual.scrollToIndex(at, { align: 'auto' })
      const board = list?.closest('[data-board]')
      if (here && list && board?.contains(document.activeElement)) list.focus({ preventScroll: true })
      if (here && board?.contains(document.activeElement)) list?.closest('section')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }),
  )

  return (
    <section class={styles.column} aria-label={[props.column.stage.name, words().count(ids().length), sum()].filter(Boolean).join(', ')}>
      <header class={styles.head} style={{ '--stage': stageColour(props.column.stage) }}>
        <h2 class={styles.name}>{props.column.stage.name}</h2>
        <span class={styles.count}>{count()}</span>
        <span class={styles.sum}>{sum()}</span>
      </header>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name; an empty listbox is not one. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it has one of two roles. */}
      <div
        ref={list}
        class={styles.list}
        data-stage={props.column.stage.id}
        data-count={ids().length}
        role={ids().length > 0 ? 'listbox' : 'group'}
        aria-label={props.column.stage.name}
        aria-describedby={props.helpId}
        aria-activedescendant={activeId() !== null && shown().includes(activeId() ?? '') ? `card-${activeId()}` : undefined}
        tabIndex={isHere() ? 0 : -1}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey || !props.state.key(event.key)) return
          event.preventDefault()
          event.stopPropagation()
        }}
        onBlur={(event) => {
          const to = event.relatedTarget
          const board = list?.closest('[data-board]')
          if (props.state.carried() && !(to instanceof Node && board?.contains(to)) && !document.body.querySelector('[data-ghost]'))
            props.state.giveUp()
        }}
      >
        <div class={styles.sizer} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
          <For each={shown()}>
            {(id) => (
              <Show when={props.cards.get(id)}>
                {(card) => (
                  <BoardCard
                    card={card()}
                    customer={customerOf(card())}
                    top={(places().get(id) ?? 0) * rowPx()}
                    height={rowPx() - GAP_PX}
                    place={(places().get(id) ?? 0) + 1}
                    total={ids().length}
                    isActive={activeId() === id}
                    isCarried={props.state.carried()?.cardId === id}
                    onOpen={() => {
                      if (props.pointer.hasJustCarried()) return
                      props.state.activate(props.column.stage.id, id)
                      props.onOpen(id)
                    }}
                    onPointerDown={(event) => props.pointer.down(id, event)}
                  />
                )}
              </Show>
            )}
          </For>
        </div>
        <Show when={ids().length === 0}>
          <p class={styles.empty}>{words().empty}</p>
        </Show>
      </div>
    </section>
  )
}

function isDrawn(list: HTMLElement | undefined, index: number): boolean {
  const top = index * rowPx()
  return list !== undefined && top >= list.scrollTop && top + rowPx() <= list.scrollTop + list.clientHeight
}
