import { createUniqueId, type JSX, Show } from 'solid-js'
import styles from './panel.module.css'

/** A card of the settings. */
export function Panel(props: { title: string; hint?: string; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class={styles.panel} aria-labelledby={id}>
      <h2 class={styles.title} id={id}>
        {props.title}
      </h2>
      <Show when={props.hint}>
        <p class={styles.hint}>{props.hint}</p>
      </Show>
      {props.children}
    </section>
  )
}

/** A line with something on the left and what can be done on the right. */
export function PanelRow(props: { children: JSX.Element; action?: JSX.Element }) {
  return (
    <div class={styles.row}>
      <div class={styles.main}>{props.children}</div>
      {props.action}
    </div>
  )
}
