import { Show } from 'solid-js'
import type { Channel } from '#shared/domain/channel'
import { language, t } from '../../i18n/i18n'
import { moment } from '../dates'
import styles from './channel-state.module.css'
import { silenceOf } from './channel-trouble'

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

/** That it is unusually silent. */
export function ChannelSilence(props: { channel: Channel }) {
  return (
    <Show when={silenceOf(props.channel)}>
      {(since) => (
        <p class={styles.state} data-state="silent">
          {t().channels.silent.since(moment(since(), language()))}
          <span class={styles.problem}>{t().channels.silent.hint}</span>
        </p>
      )}
    </Show>
  )
}
