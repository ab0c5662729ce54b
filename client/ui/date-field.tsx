import CalendarDays from 'lucide-solid/icons/calendar-days'
import { createSignal, createUniqueId, type JSX, Show, splitProps } from 'solid-js'
import { language, t } from '../i18n/i18n'
import { Calendar } from './calendar'
import styles from './date-field.module.css'
import { Floating } from './floating'
import { IconButton } from './icon-button'
import { createTypedText } from './typed-text'
import { dayPattern, readDay, writeDay } from './written-date'

export interface DateFieldProps {
  label: string
  /** What is stored, `YYYY-MM-DD` or empty. */
  day: string
  /** @param seen what stood in the field when another day was begun. */
  onDay(day: string, seen: string): void
}

/** A day, typed as the app's language writes it or chosen from a calendar. A browser's own field writes in the browser's language. */
export function DateField(props: DateFieldProps) {
  const [isWrong, setWrong] = createSignal(false)
  const typed = createTypedText({
    stored: () => writeDay(props.day, language()),
    keep(text, seen) {
      const day = readDay(text, language(), deviceDay())
      setWrong(day === null)
      if (day === null) return 'wrong'
      if (day === props.day) return 'nothing'
      props.onDay(day, readDay(seen, language(), deviceDay()) ?? '')
      return 'kept'
    },
  })
  const pick = (day: string) => {
    typed.reset()
    setWrong(false)
    if (day !== props.day) props.onDay(day, props.day)
  }
  return <DateInput {...typed.field} label={props.label} day={props.day} isWrong={isWrong()} onPick={pick} />
}

export interface DateInputProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'type' | 'class'> {
  label: string
  /** Chosen in the calendar. */
  day: string
  /** What stands in it is no day. */
  isWrong: boolean
  onPick(day: string): void
}

/** The looks of it: what is typed means nothing yet. */
export function DateInput(props: DateInputProps) {
  const [own, input] = splitProps(props, ['label', 'day', 'isWrong', 'onPick'])
  const id = createUniqueId()
  const pattern = () => dayPattern(language(), t().common.calendar.parts)
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLElement | undefined
  return (
    <div class={styles.field}>
      <label id={`${id}-name`} for={id}>
        {own.label}
      </label>
      <span class={styles.line}>
        <input
          {...input}
          id={id}
          autocomplete="off"
          placeholder={pattern()}
          aria-invalid={own.isWrong ? 'true' : undefined}
          aria-describedby={own.isWrong ? `${id}-wrong` : undefined}
        />
        <span ref={button}>
          <IconButton
            label={t().common.calendar.open}
            icon={CalendarDays}
            size={17}
            tip="none"
            aria-describedby={`${id}-name`}
            aria-haspopup="dialog"
            aria-expanded={isOpen()}
            onClick={() => setOpen((open) => !open)}
          />
        </span>
      </span>
      <Show when={own.isWrong}>
        <p id={`${id}-wrong`} class={styles.wrong} role="alert">
          {t().common.calendar.wrong(pattern())}
        </p>
      </Show>
      <Floating open={isOpen()} onClose={() => setOpen(false)} anchor={() => button} label={own.label} placement="bottom-end">
        <Calendar
          day={own.day}
          today={deviceDay()}
          onPick={(day) => {
            setOpen(false)
            own.onPick(day)
          }}
        />
      </Floating>
    </div>
  )
}

/** Today, by the clock of the device. */
export function deviceDay(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
