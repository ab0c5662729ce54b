import { A } from '@solidjs/router'
import SquareKanban from 'lucide-solid/icons/square-kanban'
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { canAdminister } from '#shared/domain/permissions'
import { t } from '../../i18n/i18n'
import { EmptyState } from '../../ui/empty-state'
import { PaneBoundary } from '../../ui/pane-boundary'
import { Skeleton } from '../../ui/skeleton'
import { useData } from '../data-context'
import { BoardHeader } from './board-header'
import { useBoardAddress } from './board-query'
import { BoardView } from './board-view'
import styles from './pipelines.module.css'
import { openPipelines } from './stages'

const CardWindow = lazy(() => import('./card-window'))

/** A pipeline as a board; without one in the address, the first. */
export default function Pipelines() {
  const data = useData()
  const first = () => openPipelines(data.pipelines())[0]
  const address = useBoardAddress(() => first()?.id)
  const words = () => t().cards.board
  const board = data.createBoard(address.query)
  const [isAdding, setAdding] = createSignal(false)
  const isFiltered = () => address.query().managers.length > 0 || address.query().text !== ''
  const isEmpty = () => board()?.cards.size === 0
  return (
    <main class={styles.page}>
      <PaneBoundary>
        <Switch fallback={<Skeleton />}>
          <Match when={data.pipelines() && (address.query().pipelineId === '' || board() === null)}>
            <EmptyState
              icon={SquareKanban}
              title={first() ? words().missing : t().cards.window.noPipelines}
              hint={first() ? '' : t().cards.window.noPipelinesHint}
            >
              <Show
                when={first()}
                fallback={
                  <Show when={canAdminister(data.me().role)}>{<A href="/settings#pipelines">{t().cards.window.toSettings}</A>}</Show>
                }
              >
                {(pipeline) => <A href={`/pipelines/${pipeline().id}`}>{pipeline().name}</A>}
              </Show>
            </EmptyState>
          </Match>
          <Match when={board()}>
            {(shown) => (
              <>
                <BoardHeader
                  pipelines={data.pipelines() ?? []}
                  query={address.query()}
                  onFilter={address.filter}
                  onAdd={() => setAdding(true)}
                />
                <Show when={shown().pipeline.isRemoved}>
                  <p class={styles.note}>{words().isRemoved}</p>
                </Show>
                <Show when={isEmpty()}>
                  <p class={styles.note} role="status">
                    {isFiltered() ? words().nothingFound : `${words().emptyTitle}. ${words().emptyHint}`}
                  </p>
                </Show>
                <BoardView board={shown()} onOpen={address.open} />
              </>
            )}
          </Match>
        </Switch>
        <Show when={address.cardId()}>
          {(cardId) => (
            <Suspense>
              <CardWindow of={{ cardId: cardId() }} onClose={() => address.open(null)} />
            </Suspense>
          )}
        </Show>
        <Show when={isAdding()}>
          <Suspense>
            <CardWindow of={{ dialogId: null, pipelineId: address.query().pipelineId }} onClose={() => setAdding(false)} />
          </Suspense>
        </Show>
      </PaneBoundary>
    </main>
  )
}
