import { type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import styles from './empty-state.module.css'
import type { Icon } from './icon-button'

export interface EmptyStateProps {
  icon: Icon
  title: string
  hint?: string
  /** A way on. */
  children?: JSX.Element
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <div class={styles.state}>
      <span class={styles.icon}>
        <Dynamic component={props.icon} size={26} stroke-width={1.6} aria-hidden="true" />
      </span>
      <p class={styles.title}>{props.title}</p>
      <Show when={props.hint}>
        <p class={styles.hint}>{props.hint}</p>
      </Show>
      {props.children}
    </div>
  )
}
