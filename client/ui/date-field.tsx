import { type JSX, Show, splitProps } from 'solid-js'
import { language } from '../i18n/i18n'
import styles from './date-field.module.css'

interface DateFieldProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'type' | 'class'> {
  label: string
  /** What stands there, `YYYY-MM-DD` or empty. */
  day: string
}

/**
 * The browser's own field for a day, which writes it as the browser's language does: until it is being edited, the day
 * stands over it as the app's language writes it.
 */
export function DateField(props: DateFieldProps) {
  const [own, input] = splitProps(props, ['label', 'day'])
  return (
    <label class={styles.label}>
      {own.label}
      <span class={styles.field}>
        <input {...input} type="date" />
        <span class={styles.day} aria-hidden="true">
          <Show when={own.day} fallback="—">
            {dayText(own.day)}
          </Show>
        </span>
      </span>
    </label>
  )
}

const dayText = (day: string): string =>
  new Intl.DateTimeFormat(language(), { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
