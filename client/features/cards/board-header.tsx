import { useNavigate } from '@solidjs/router'
import ClipboardPlus from 'lucide-solid/icons/clipboard-plus'
import Search from 'lucide-solid/icons/search'
import UserRound from 'lucide-solid/icons/user-round'
import { createMemo, For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Pipeline } from '#shared/domain/pipeline'
import type { BoardQuery } from '../../data/contract-cards'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { useData } from '../data-context'
import { toggled } from '../inbox/dialog-query'
import { FilterButton } from '../inbox/filter-button'
import { assignable } from '../people'
import styles from './board-header.module.css'
import { openPipelines } from './stages'

export interface BoardHeaderProps {
  pipelines: readonly Pipeline[]
  query: BoardQuery
  onFilter(change: Partial<Pick<BoardQuery, 'managers' | 'text'>>): void
  onAdd(): void
}

/** Which pipeline, whose cards, and finding one. */
export function BoardHeader(props: BoardHeaderProps) {
  const data = useData()
  const navigate = useNavigate()
  const words = () => t().cards.board
  const current = () => props.pipelines.find(({ id }) => id === props.query.pipelineId)
  const offered = createMemo(() => {
    const open = openPipelines(props.pipelines)
    const shown = current()
    return shown && !open.includes(shown) ? [...open, shown] : open
  })
  const managers = createMemo(() => [
    ...assignable(data.operators(), data.me().operatorId).map((operator) => ({
      value: operator.id as Id | null,
      label: operator.id === data.me().operatorId ? `${words().mine} (${operator.name})` : operator.name,
      lead: () => <Avatar id={operator.id} name={operator.name} size={24} />,
    })),
    { value: null, label: words().nobody },
  ])
  const isFiltered = () => props.query.managers.length > 0 || props.query.text !== ''
  return (
    <header class={styles.header}>
      <h1 class={styles.title}>
        <select
          class={styles.pipeline}
          aria-label={words().pipeline}
          onChange={(event) => navigate(`/pipelines/${event.currentTarget.value}`)}
        >
          <For each={offered()}>
            {(each) => (
              <option value={each.id} selected={each.id === props.query.pipelineId}>
                {each.isRemoved ? t().cards.window.removedPipeline(each.name) : each.name}
              </option>
            )}
          </For>
        </select>
      </h1>
      <label class={styles.search}>
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          aria-label={words().search}
          placeholder={words().search}
          value={props.query.text}
          onInput={(event) => props.onFilter({ text: event.currentTarget.value })}
        />
      </label>
      <span class={styles.filter}>
        <FilterButton
          label={words().manager}
          icon={UserRound}
          isActive={props.query.managers.length > 0}
          options={managers()}
          selected={props.query.managers}
          search={words().findManager}
          isMultiple
          onPick={(id) => props.onFilter({ managers: toggled(props.query.managers, id) })}
        />
      </span>
      <Show when={isFiltered()}>
        <Button size="small" kind="quiet" onClick={() => props.onFilter({ managers: [], text: '' })}>
          {words().reset}
        </Button>
      </Show>
      <span class={styles.gap} />
      <Show when={current() && !current()?.isRemoved}>
        <Button kind="primary" aria-haspopup="dialog" onClick={() => props.onAdd()}>
          <ClipboardPlus size={16} aria-hidden="true" />
          {t().cards.pane.add}
        </Button>
      </Show>
    </header>
  )
}
