import Unplug from 'lucide-solid/icons/unplug'
import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { troubleOf } from '../channels/channel-trouble'
import styles from './composer-hint.module.css'

/** That what is written now will wait, and why. Known without a network: it stands in the channel's row. */
export function ChannelHint(props: { row: DialogRow }) {
  const words = () => t().channels
  const problem = () => {
    const health = props.row.channel?.health
    return health?.problem && troubleOf(props.row.channel) !== 'paused' ? words().problems[health.problem] : ''
  }
  return (
    <Show when={troubleOf(props.row.channel)}>
      {(trouble) => (
        <p class={styles.trouble}>
          <Unplug size={16} aria-hidden="true" />
          <span>
            <strong>{words().waits[trouble()](props.row.channel?.name ?? '')}</strong> {problem()} {words().waits.hint}
          </span>
        </p>
      )}
    </Show>
  )
}
