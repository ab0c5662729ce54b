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

/**
 * Runs once: after the paint, or before it if somebody presses a key or a button; at once in a tab out of sight, which paints nothing.
 * @returns what runs it at once.
 */
export function onceSeen(run: () => void): () => void {
  // Let go of with what it holds once it has run.
  let waiting: (() => void) | null = run
  const runOnce = () => {
    const now = waiting
    if (!now) return
    waiting = null
    cancel()
    for (const type of TOUCHES) removeEventListener(type, runOnce, true)
    now()
  }
  const cancel = afterPaint(runOnce)
  for (const type of TOUCHES) addEventListener(type, runOnce, true)
  if (document.hidden) runOnce()
  return runOnce
}
