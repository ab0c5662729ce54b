import { Show } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { t } from '../../i18n/i18n'
import styles from './channel-state.module.css'

/** How a connected channel stands, in a word; what is wrong with it, in a sentence. */
export function ChannelStateMark(props: { channel: Channel }) {
  const words = () => t().channels
  const isPaused = () => props.channel.isPaused ?? false
  const problem = () => (isPaused() ? undefined : props.channel.health?.problem)
  return (
    <span class={styles.state} data-state={isPaused() ? 'paused' : props.channel.health?.state}>
      {isPaused() ? words().paused : words().states[props.channel.health?.state ?? 'connecting']}
      <Show when={problem()}>{(code) => <span class={styles.problem}>{words().problems[code()]}</span>}</Show>
    </span>
  )
}
