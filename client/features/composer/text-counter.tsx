import { Show } from 'solid-js'
import { CAPABILITIES, type ChannelKind } from '#shared/domain/channel'
import { smsParts } from '#shared/domain/sms'
import { t } from '../../i18n/i18n'
import styles from './text-counter.module.css'

/** From here on one wants to know how much is left: a fifth of what the channel takes. */
const NEAR = 0.2

/** How much more the channel takes, when that begins to matter; by SMS always, as each costs. */
export function TextCounter(props: { channel: ChannelKind | undefined; text: string }) {
  const text = () => props.text.trim()
  const counted = () => {
    if (!props.channel || text() === '') return null
    const { max } = CAPABILITIES[props.channel].text
    const left = max - text().length
    // By how much it is too long is said where one is told that it cannot be sent.
    if (left < 0) return null
    if (props.channel === 'sms') {
      const { parts, left: inLast } = smsParts(text())
      return t().dialog.composer.sms(parts, inLast)
    }
    return left <= max * NEAR ? t().dialog.composer.left(left) : null
  }
  return <Show when={counted()}>{(words) => <span class={styles.counter}>{words()}</span>}</Show>
}
