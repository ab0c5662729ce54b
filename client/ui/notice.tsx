import type { JSX } from 'solid-js'
import styles from './notice.module.css'

/** Something that has changed while one was at work on it, and what can be done about it. */
export function Notice(props: { text: string; children?: JSX.Element }) {
  return (
    <div class={styles.notice} role="alert">
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}
