/**
 * Whether anybody looks at Okno on this device. A tab that is in sight holds a shared lock, which the browser takes from
 * it however it ends; the leader asks who holds one and goes easier on the battery when nobody does.
 */
import type { Id } from '#shared/domain/id'

const shownLock = (operatorId: Id): string => `okno-shown-${operatorId}`

/** @param changed is told when this tab has come into sight or gone out of it. @returns the way to stop. */
export function tellShown(operatorId: Id, changed: () => void): () => void {
  if (typeof document === 'undefined' || !('locks' in navigator)) return () => undefined
  let letGo: (() => void) | null = null
  const hide = () => {
    letGo?.()
    letGo = null
  }
  const follow = () => {
    if (document.visibilityState !== 'visible') return hide()
    if (letGo) return
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const lock = navigator.locks.request(shownLock(operatorId), { mode: 'shared' }, () => {
      changed()
      return held
    })
    void lock.then(changed, (error: unknown) => console.error('Whether this tab is in sight could not be told', error))
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    hide()
  }
}

export async function isAnyTabShown(operatorId: Id): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === shownLock(operatorId))
}
