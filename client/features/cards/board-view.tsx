import { createUniqueId, For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Board } from '../../data/contract-cards'
import { t } from '../../i18n/i18n'
import { useAct } from '../act'
import { BoardColumn, rowPx } from './board-column'
import { createCarryPointer } from './board-pointer'
import { createBoardState } from './board-state'
import styles from './board-view.module.css'

/** The columns. The focus stays in one of them; arrows walk, Space carries. */
export function BoardView(props: { board: Board; onOpen(cardId: Id): void }) {
  const act = useAct()
  const helpId = createUniqueId()
  let board: HTMLDivElement | undefined
  const state = createBoardState({ board: () => props.board, act, open: (cardId) => props.onOpen(cardId), now: Date.now })
  const pointer = createCarryPointer({ state, board: () => board, rowPx })
  return (
    <>
      <p id={helpId} class="visually-hidden">
        {t().cards.board.help}
      </p>
      <div class="visually-hidden" role="status" aria-live="assertive">
        {state.said()}
      </div>
      <div class={styles.board} data-board="" ref={board}>
        <For each={state.columns().map(({ stage }) => stage.id)}>
          {(stageId) => (
            <Show when={state.columns().find(({ stage }) => stage.id === stageId)}>
              {(column) => (
                <BoardColumn
                  column={column()}
                  cards={props.board.cards}
                  state={state}
                  pointer={pointer}
                  helpId={helpId}
                  onOpen={props.onOpen}
                />
              )}
            </Show>
          )}
        </For>
      </div>
    </>
  )
}
