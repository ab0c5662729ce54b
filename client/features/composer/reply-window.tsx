import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { now } from '../now'
import styles from './composer-hint.module.css'
import { windowLeft } from './reply-facts'

/** Shown from here on: there is time for a look at the rest of the day's work. */
const SHOWN_MS = 6 * 60 * 60 * 1000
const MINUTE_MS = 60_000

/** How long the channel still takes an answer to the customer's last message, once that is not for ever. */
export function ReplyWindow(props: { row: DialogRow }) {
  const left = () => windowLeft(props.row, now())
  return (
    <Show when={(left() ?? Number.POSITIVE_INFINITY) <= SHOWN_MS}>
      <p class={styles.hint} data-tone={(left() ?? 0) <= 0 ? 'danger' : 'warn'}>
        {(left() ?? 0) <= 0 ? t().dialog.composer.windowClosed : t().dialog.composer.windowLeft(duration(left() ?? 0, language()))}
      </p>
    </Show>
  )
}

function duration(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS))
  const part = (value: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? part(hours, 'hour') : '', rest > 0 || hours === 0 ? part(rest, 'minute') : ''].filter((each) => each !== '').join(' ')
}
