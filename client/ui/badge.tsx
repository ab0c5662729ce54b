import { Show } from 'solid-js'
import styles from './badge.module.css'

export interface BadgeProps {
  count: number
  /** What is counted, for screen readers. Without it the badge is decoration beside a spoken count. */
  label?: string
  tone?: 'accent' | 'danger' | 'quiet'
}

export const MAX_SHOWN = 99

export const badgeText = (count: number): string => (count > MAX_SHOWN ? `${MAX_SHOWN}+` : `${count}`)

/** A number in a pill; nothing at zero. */
export function Badge(props: BadgeProps) {
  return (
    <Show when={props.count > 0}>
      <span class={styles.badge} data-tone={props.tone ?? 'accent'}>
        <span aria-hidden="true">{badgeText(props.count)}</span>
        <Show when={props.label}>
          <span class="visually-hidden">{props.label}</span>
        </Show>
      </span>
    </Show>
  )
}
