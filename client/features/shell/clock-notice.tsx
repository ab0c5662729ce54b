import { t } from '../../i18n/i18n'
import { useData } from '../data-context'
import styles from './channel-notice.module.css'

const HOUR_MS = 3_600_000

/** This device's clock is far from the server's: nothing on the screen that speaks of time is right. */
export default function ClockNotice() {
  const data = useData()
  const words = () => t().shell.clock
  const off = () => {
    const ms = Math.abs(data.clockAhead())
    if (ms < 2 * HOUR_MS) return words().minutes(Math.round(ms / 60_000))
    return ms < 48 * HOUR_MS ? words().hours(Math.round(ms / HOUR_MS)) : words().days(Math.round(ms / (24 * HOUR_MS)))
  }
  return (
    <div class={styles.notice} role="status">
      <p class={styles.line}>
        <span>
          <strong>{data.clockAhead() > 0 ? words().ahead(off()) : words().behind(off())}</strong> {words().hint}
        </span>
      </p>
    </div>
  )
}
