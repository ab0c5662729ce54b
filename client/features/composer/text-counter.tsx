import { Show } from 'solid-js'
import { CAPABILITIES } from '#shared/domain/channel'
import { smsParts } from '#shared/domain/sms'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import type { Composing } from './composing'
import styles from './text-counter.module.css'

/** From here on one wants to know how much is left: a fifth of what the channel takes. */
const NEAR = 0.2

/** How much more the channel takes, when that begins to matter; by SMS always, as each costs. */
export function TextCounter(props: { row: DialogRow; composing: Composing }) {
  const kind = () => (props.composing.isNote() ? undefined : props.row.channel?.kind)
  const text = () => props.composing.text().trim()
  const counted = () => {
    const channel = kind()
    if (!channel || text() === '') return null
    const { max } = CAPABILITIES[channel].text
    const left = max - text().length
    if (channel === 'sms') {
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
