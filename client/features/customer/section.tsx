import { createUniqueId, type JSX } from 'solid-js'
import styles from './section.module.css'

/** A titled part of the customer pane. */
export function Section(props: { title: string /** Beside the title. */; action?: JSX.Element; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class={styles.section} aria-labelledby={id}>
      <div class={styles.head}>
        <h3 class={styles.title} id={id}>
          {props.title}
        </h3>
        {props.action}
      </div>
      {props.children}
    </section>
  )
}
