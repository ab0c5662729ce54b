import { createUniqueId, For } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { type Operator, VISIBILITIES, type Visibility } from '#shared/domain/operator'
import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './operator-access.module.css'

export interface OperatorAccessProps {
  operator: Operator
  onChange(access: { visibility: Visibility; channelIds: Id[] | null }): void
}

/** Which dialogs a colleague is shown. What is taken away is erased from their devices. */
export function OperatorAccess(props: OperatorAccessProps) {
  const data = useData()
  const words = () => t().settings.operators.access
  const selectId = createUniqueId()
  const visibility = () => props.operator.access?.visibility ?? 'all'
  const channelIds = () => props.operator.access?.channelIds ?? null
  const channels = () => [...data.channels().values()]
  const isShown = (id: Id) => channelIds()?.includes(id) ?? true
  const toggle = (id: Id) => {
    const shown = channels().filter((channel) => (channel.id === id ? !isShown(id) : isShown(channel.id)))
    const all = shown.length === channels().length
    props.onChange({ visibility: visibility(), channelIds: all ? null : shown.map((channel) => channel.id) })
  }
  return (
    <div class={styles.access}>
      <label for={selectId}>
        {words().dialogs}
        <span class="visually-hidden"> {props.operator.name}</span>
      </label>
      <select
        id={selectId}
        value={visibility()}
        onChange={(event) => {
          const chosen = VISIBILITIES.find((each) => each === event.currentTarget.value)
          if (chosen) props.onChange({ visibility: chosen, channelIds: channelIds() })
        }}
      >
        <For each={VISIBILITIES}>{(each) => <option value={each}>{words().visibility[each]}</option>}</For>
      </select>
      <details>
        <summary>{channelIds() === null ? words().allChannels : words().someChannels(channelIds()?.length ?? 0)}</summary>
        <ul class={styles.channels}>
          <For each={channels()}>
            {(channel) => (
              <li>
                <label>
                  <input type="checkbox" checked={isShown(channel.id)} onChange={() => toggle(channel.id)} /> {channel.name}
                </label>
              </li>
            )}
          </For>
        </ul>
      </details>
    </div>
  )
}
