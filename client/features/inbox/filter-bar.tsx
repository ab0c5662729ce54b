import MessageCircleReply from 'lucide-solid/icons/message-circle-reply'
import UserRound from 'lucide-solid/icons/user-round'
import Waypoints from 'lucide-solid/icons/waypoints'
import X from 'lucide-solid/icons/x'
import { createMemo, For, Show } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogQuery } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { ChannelIcon } from '../channel-icon'
import { useData } from '../data-context'
import { assignable, operatorName } from '../people'
import { ANSWERS, isFiltered, toggled, withoutFilters } from './dialog-query'
import styles from './filter-bar.module.css'
import { FilterButton } from './filter-button'
import { SavedFilters } from './saved-filters'

/** Three filters that add up, and below them what is chosen. */
export function FilterBar(props: { query: DialogQuery; onQuery(to: DialogQuery): void }) {
  const data = useData()
  const words = () => t().inbox.filters
  const answerLabel = (answer: DialogQuery['answer']) =>
    ({ all: words().answerAll, waiting: words().waiting, answered: words().answered, snoozed: words().snoozed })[answer]
  const person = (id: Id | null) =>
    id === null ? words().nobody : id === data.me().operatorId ? words().mine : operatorName(data.operators(), id)

  const people = createMemo(() => [
    ...assignable(data.operators(), data.me().operatorId).map((operator) => ({
      value: operator.id as Id | null,
      label: operator.id === data.me().operatorId ? `${words().mine} (${operator.name})` : operator.name,
      lead: () => <Avatar id={operator.id} name={operator.name} size={24} />,
    })),
    { value: null, label: words().nobody },
  ])
  const channels = createMemo(() =>
    [...data.channels().values()].map((channel) => ({
      value: channel.id,
      label: channel.name,
      lead: () => <ChannelIcon channel={channel} size={24} />,
    })),
  )

  const chips = createMemo(() => {
    const { query } = props
    return [
      ...(query.answer === 'all' ? [] : [{ label: answerLabel(query.answer), drop: { ...query, answer: 'all' as const } }]),
      ...query.assignees.map((id) => ({ label: person(id), drop: { ...query, assignees: toggled(query.assignees, id) } })),
      ...query.channels.map((id) => ({
        label: data.channels().get(id)?.name ?? id,
        drop: { ...query, channels: toggled(query.channels, id) },
      })),
    ]
  })

  return (
    <div class={styles.bar}>
      <div class={styles.filters}>
        <FilterButton
          label={words().answer}
          icon={MessageCircleReply}
          isActive={props.query.answer !== 'all'}
          options={ANSWERS.map((answer) => ({ value: answer, label: answerLabel(answer) }))}
          selected={[props.query.answer]}
          onPick={(answer) => props.onQuery({ ...props.query, answer })}
        />
        <FilterButton
          label={words().assignee}
          icon={UserRound}
          isActive={props.query.assignees.length > 0}
          options={people()}
          selected={props.query.assignees}
          search={words().findOperator}
          isMultiple
          onPick={(id) => props.onQuery({ ...props.query, assignees: toggled(props.query.assignees, id) })}
        />
        <FilterButton
          label={words().channel}
          icon={Waypoints}
          isActive={props.query.channels.length > 0}
          options={channels()}
          selected={props.query.channels}
          search={channels().length > 7 ? words().findChannel : undefined}
          isMultiple
          onPick={(id) => props.onQuery({ ...props.query, channels: toggled(props.query.channels, id) })}
        />
        <span class={styles.gap} />
        <SavedFilters query={props.query} onQuery={props.onQuery} />
      </div>
      <Show when={isFiltered(props.query)}>
        <ul class={styles.chips}>
          <For each={chips()}>
            {(chip) => (
              <li>
                <button type="button" class={styles.chip} aria-label={words().drop(chip.label)} onClick={() => props.onQuery(chip.drop)}>
                  <span class={styles.chipText}>{chip.label}</span>
                  <X size={13} aria-hidden="true" />
                </button>
              </li>
            )}
          </For>
          <li>
            <button type="button" class={styles.reset} onClick={() => props.onQuery(withoutFilters(props.query))}>
              {words().reset}
            </button>
          </li>
        </ul>
      </Show>
    </div>
  )
}
