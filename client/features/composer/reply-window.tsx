import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './composer-hint.module.css'
import { windowLeft } from './reply-facts'
import type { ReplyTarget } from './reply-target'

/** Shown from here on: there is time for a look at the rest of the day's work. */
const SHOWN_MS = 6 * 60 * 60 * 1000
const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_HOURS = 24

/**
 * How long the channel still takes an answer to the customer's last message, once that is not for ever. To a comment it
 * takes one in the person's messages, which is said from the first day on.
 */
export function ReplyWindow(props: { row: DialogRow; target: ReplyTarget }) {
  const data = useData()
  const left = () => windowLeft(data, props.row, props.target) ?? Number.POSITIVE_INFINITY
  const isPrivate = () => props.target.way() === 'private'
  const isOver = () => left() <= 0
  const words = () => {
    if (isOver()) return isPrivate() ? t().chat.content.privateOver : t().dialog.composer.windowClosed
    const time = duration(left(), language())
    return isPrivate() ? t().chat.content.privateLeft(time) : t().dialog.composer.windowLeft(time)
  }
  return (
    <Show when={isPrivate() || left() <= SHOWN_MS}>
      <p class={styles.hint} data-tone={isOver() ? 'danger' : left() <= SHOWN_MS ? 'warn' : undefined}>
        {words()}
      </p>
    </Show>
  )
}

function duration(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS))
  const hours = Math.floor(minutes / HOUR_MINUTES)
  const part = (value: number, unit: 'day' | 'hour' | 'minute') =>
    value === 0 ? [] : [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)]
  const parts =
    hours >= 2 * DAY_HOURS
      ? [part(Math.floor(hours / DAY_HOURS), 'day'), part(hours % DAY_HOURS, 'hour')]
      : [part(hours, 'hour'), part(minutes % HOUR_MINUTES, 'minute')]
  return parts.flat().join(' ')
}
