import { createSignal, Index, type JSX, untrack } from 'solid-js'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { DateInput } from '../../ui/date-field'
import { Floating, type FloatingProps } from '../../ui/floating'
import { readDay, readTime, writeDay, writeTime } from '../../ui/written-date'
import { useData } from '../data-context'
import { timeAhead } from '../dates'
import { deviceZone } from '../now'
import { present } from './present'
import styles from './time-menu.module.css'
import { fieldMoment, fieldTime, timesAhead } from './times-ahead'

export interface TimeMenuProps extends Pick<FloatingProps, 'open' | 'onClose' | 'anchor' | 'label' | 'placement'> {
  onPick(at: number): void
  /** Above the times. */
  children?: JSX.Element
}

/** A moment to come: the usual ones with one click, any other by date and time. */
export function TimeMenu(props: TimeMenuProps) {
  const data = useData()
  const now = () => present(data)
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
  const data = useData()
  const now = () => present(data)
  const soon = untrack(now) + 7_200_000
  /** Null until it is typed in. */
  const [dayTyped, setDayText] = createSignal<string | null>(null)
  const [clockTyped, setClockText] = createSignal<string | null>(null)
  const stood = () => props.at ?? soon
  const dayText = () => dayTyped() ?? writeDay(fieldTime(stood()).slice(0, 10), language())
  const clockText = () => clockTyped() ?? writeTime(fieldTime(stood()).slice(11), language())
  const day = () => readDay(dayText(), language(), fieldTime(now()).slice(0, 10))
  const clock = () => readTime(clockText())
  /** Half a date is no mistake while it is being typed. */
  const [isLeft, setLeft] = createSignal(false)
  const type = (set: (text: string) => void, text: string) => {
    setLeft(false)
    set(text)
  }
  /** What was understood is written out. */
  const leave = () => {
    setLeft(true)
    setDayText((typed) => (typed && writeDay(day() ?? '', language())) || typed)
    setClockText((typed) => (typed && writeTime(clock() ?? '', language())) || typed)
  }
  const at = () => fieldMoment(`${day()}T${clock()}`, stood())
  const isAhead = () => (at() ?? 0) > now()
  const words = () => t().dialog.times
  const hint = () => {
    if (at() === null) return words().missing
    return isAhead() ? `${timeAhead(at() ?? 0, now(), language())} · ${words().zone(deviceZone())}` : words().past
  }
  const pick = () => {
    const picked = at()
    if (picked !== null) props.onPick(picked)
  }
  return (
    <div class={styles.own}>
      <fieldset class={styles.moment}>
        <legend class="visually-hidden">{words().own}</legend>
        <DateInput
          label={words().day}
          value={dayText()}
          day={day() ?? ''}
          isWrong={isLeft() && day() === null}
          onInput={(event) => type(setDayText, event.currentTarget.value)}
          onChange={leave}
          onPick={(picked) => setDayText(writeDay(picked, language()))}
        />
        <label class={styles.clock}>
          {words().clock}
          <input
            autocomplete="off"
            value={clockText()}
            aria-invalid={isLeft() && clock() === null ? 'true' : undefined}
            onInput={(event) => type(setClockText, event.currentTarget.value)}
            onChange={leave}
          />
        </label>
      </fieldset>
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
