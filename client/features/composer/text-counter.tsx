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
    if (props.channel === 'sms') {
      const { parts, left: inLast } = smsParts(text())
      return { words: t().dialog.composer.sms(parts, inLast), isOver: left < 0 }
    }
    return left <= max * NEAR ? { words: t().dialog.composer.left(left), isOver: left < 0 } : null
  }
  return (
    <Show when={counted()}>
      {(count) => (
        <span class={styles.counter} data-over={count().isOver ? '' : undefined}>
          {count().words}
        </span>
      )}
    </Show>
  )
}
