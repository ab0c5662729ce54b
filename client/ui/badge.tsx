import { mergeProps, Show } from 'solid-js'
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
  const own = mergeProps({ tone: 'accent' as const }, props)
  return (
    <Show when={own.count > 0}>
      <span class={styles.badge} data-tone={own.tone}>
        <span aria-hidden="true">{badgeText(own.count)}</span>
        <Show when={own.label}>
          <span class="visually-hidden">{own.label}</span>
        </Show>
      </span>
    </Show>
  )
}
