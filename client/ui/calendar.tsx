import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createMemo, createSignal, createUniqueId, For, untrack } from 'solid-js'
import { language, t } from '../i18n/i18n'
import { regional } from '../i18n/regional'
import styles from './calendar.module.css'
import { IconButton } from './icon-button'
import { dateOf, moveDays, moveMonths, weeksAround } from './written-date'

const MONTHS = { PageUp: -1, PageDown: 1 } as const
const DAYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 } as const

export interface CalendarProps {
  /** What is chosen, `YYYY-MM-DD` or empty. */
  day: string
  today: string
  onPick(day: string): void
}

/** A month to choose a day from. Arrows go by days and weeks, Page Up and Page Down by months, with Shift by years. */
export function Calendar(props: CalendarProps) {
  const id = createUniqueId()
  /** The day that has the focus, or would have it. */
  const [at, setAt] = createSignal(untrack(() => props.day || props.today))
  const weeks = createMemo(() => weeksAround(at()))
  let grid: HTMLTableElement | undefined
  const focus = () => grid?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  const write = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(regional(language()), { ...options, timeZone: 'UTC' }).format(dateOf(day))
  const onKeyDown = (event: KeyboardEvent) => {
    const to = dayAt(event.key, event.shiftKey, at())
    if (!to) return
    event.preventDefault()
    setAt(to)
    focus()
  }
  return (
    <div class={styles.calendar}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows go from cell to cell, which is what makes a table a grid. */}
      <table ref={grid} class={styles.days} role="grid" aria-labelledby={id} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <For each={weeks()[0]}>
              {(day) => (
                <th scope="col" abbr={write(day, { weekday: 'long' })}>
                  {write(day, { weekday: 'short' })}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={weeks()}>
            {(week) => (
              <tr>
                <For each={week}>
                  {(day) => (
                    <td>
                      <button
                        type="button"
                        class={styles.day}
                        tabIndex={day === at() ? 0 : -1}
                        aria-label={write(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}
                        aria-pressed={day === props.day}
                        aria-current={day === props.today ? 'date' : undefined}
                        data-beside={day.slice(0, 7) === at().slice(0, 7) ? undefined : ''}
                        onClick={() => props.onPick(day)}
                      >
                        {Number(day.slice(8))}
                      </button>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      {/* After the days, though above them: the focus goes to what comes first. */}
      <div class={styles.head}>
        <IconButton label={t().common.calendar.previous} icon={ChevronLeft} tip="none" onClick={() => setAt(moveMonths(at(), -1))} />
        <p id={id} class={styles.month} aria-live="polite">
          {write(at(), { month: 'long', year: 'numeric' })}
        </p>
        <IconButton label={t().common.calendar.next} icon={ChevronRight} tip="none" onClick={() => setAt(moveMonths(at(), 1))} />
      </div>
    </div>
  )
}

function dayAt(key: string, isFar: boolean, day: string): string | undefined {
  const weekday = (dateOf(day).getUTCDay() + 6) % 7
  if (key in DAYS) return moveDays(day, DAYS[key as keyof typeof DAYS])
  if (key in MONTHS) return moveMonths(day, MONTHS[key as keyof typeof MONTHS] * (isFar ? 12 : 1))
  if (key === 'Home') return moveDays(day, -weekday)
  if (key === 'End') return moveDays(day, 6 - weekday)
  return undefined
}
