import { createSignal, Index, type JSX, untrack } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Floating, type FloatingProps } from '../../ui/floating'
import { timeAhead } from '../dates'
import { deviceZone, now } from '../now'
import styles from './time-menu.module.css'
import { fieldMoment, fieldTime, timesAhead } from './times-ahead'

export interface TimeMenuProps extends Pick<FloatingProps, 'open' | 'onClose' | 'anchor' | 'label' | 'placement'> {
  onPick(at: number): void
  /** Above the times. */
  children?: JSX.Element
}

/** A moment to come: the usual ones with one click, any other by date and time. */
export function TimeMenu(props: TimeMenuProps) {
  return (
    <Floating open={props.open} onClose={props.onClose} anchor={props.anchor} label={props.label} placement={props.placement}>
      <div class={styles.menu}>
        {props.children}
        <Index each={timesAhead(now())}>
          {(time) => (
            <button type="button" class={styles.time} onClick={() => props.onPick(time().at)}>
              <span>{t().dialog.times[time().name]}</span>
              <span class={styles.when}>{timeAhead(time().at, now(), language())}</span>
            </button>
          )}
        </Index>
        <OwnTime onPick={props.onPick} submit={t().dialog.times.set} />
      </div>
    </Floating>
  )
}

export interface OwnTimeProps {
  /** Stands in the field until another one is typed. */
  at?: number
  submit: string
  /** What is to happen then is not ready. */
  isOff?: boolean
  onPick(at: number): void
  /** Beside the button. */
  children?: JSX.Element
}

/** A date and a time typed by hand, with the zone they are meant in. */
export function OwnTime(props: OwnTimeProps) {
  const soon = untrack(now) + 7_200_000
  const [typed, setTyped] = createSignal<string | null>(null)
  const stood = () => props.at ?? soon
  const text = () => typed() ?? fieldTime(stood())
  const at = () => fieldMoment(text(), stood())
  const isAhead = () => (at() ?? 0) > now()
  const words = () => t().dialog.times
  const hint = () => {
    if (at() === null) return words().missing
    return isAhead() ? words().zone(deviceZone()) : words().past
  }
  const pick = () => {
    const picked = at()
    if (picked !== null) props.onPick(picked)
  }
  return (
    <div class={styles.own}>
      <label class={styles.label}>
        {words().own}
        <input
          type="datetime-local"
          class={styles.field}
          // A year of four digits: the fifth would be the month's first.
          max="9999-12-31T23:59"
          value={text()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <span class={styles.buttons}>
        <Button size="small" disabled={!isAhead() || props.isOff} onClick={pick}>
          {props.submit}
        </Button>
        {props.children}
      </span>
      <p class={styles.zone} role="status">
        {hint()}
      </p>
    </div>
  )
}
