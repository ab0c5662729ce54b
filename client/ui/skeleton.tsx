import { Index, mergeProps } from 'solid-js'
import styles from './skeleton.module.css'

export interface SkeletonProps {
  rows?: number
  shape?: 'dialogs' | 'messages' | 'lines'
}

/** Grey shapes where content is about to be. They wait a moment before they show: what is read from the device comes first. */
export function Skeleton(props: SkeletonProps) {
  const own = mergeProps({ rows: 6, shape: 'lines' as const }, props)
  return (
    <div class={styles.skeleton} data-shape={own.shape} aria-hidden="true">
      <Index each={Array.from({ length: own.rows })}>
        {(_, index) => (
          <div class={styles.row} data-odd={index % 3 === 1}>
            <span class={styles.disc} />
            <span class={styles.bar} />
          </div>
        )}
      </Index>
    </div>
  )
}
