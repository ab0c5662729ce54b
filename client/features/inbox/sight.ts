import type { Accessor } from 'solid-js'
import { afterPaint } from '../after-paint'

/** Of what may stand in the page before it is shown. */
export interface Sight {
  readonly isInSight: Accessor<boolean>
  /**
   * Nothing in it can be reached. Holds for a moment longer than it is out of sight: to change it has the browser look at
   * every element in it, which need not come before it is seen.
   */
  readonly isInert: Accessor<boolean>
}

const TOUCHES = ['keydown', 'pointerdown'] as const

/** Runs after the paint, or before it if somebody presses a key or a button. @returns what runs it at once. */
export function onceSeen(run: () => void): () => void {
  const runOnce = () => {
    cancel()
    for (const type of TOUCHES) removeEventListener(type, runOnce, true)
    run()
  }
  const cancel = afterPaint(runOnce)
  for (const type of TOUCHES) addEventListener(type, runOnce, true)
  return runOnce
}
