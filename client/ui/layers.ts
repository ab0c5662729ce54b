/**
 * What lies over the page, the topmost last: windows, panels, menus, a drawer. Back closes the topmost of them before it
 * leads anywhere: docs/decisions/0033.
 */
import { onCleanup, onMount } from 'solid-js'

const layers: (() => void)[] = []

/** Something lies over the page while the owner lives. @param close as its cross does: what asks first asks here too, and stays. */
export function createLayer(close: () => void): void {
  // What is made ahead of being shown lies over nothing.
  onMount(() => {
    layers.push(close)
    const stopWatching = watchSystemBack(close)
    onCleanup(() => {
      layers.splice(layers.lastIndexOf(close), 1)
      stopWatching()
    })
  })
}

/** @returns false: there is nothing over the page. */
export function closeTopLayer(): boolean {
  const close = layers.at(-1)
  close?.()
  return close !== undefined
}

/**
 * Back of a browser that asks the page before it takes the step: one pressed twice at once closes a layer and takes one step,
 * where a step that is taken and given back would let the second go past this page. @returns stop
 */
export function keepBackFromLayers(): () => void {
  if (!('navigation' in window)) return () => {}
  const keep = (event: NavigateEvent) => {
    const from = navigation.currentEntry?.index ?? 0
    const isBack = event.navigationType === 'traverse' && event.destination.index >= 0 && event.destination.index < from
    if (isBack && event.cancelable && closeTopLayer()) event.preventDefault()
  }
  navigation.addEventListener('navigate', keep)
  return () => navigation.removeEventListener('navigate', keep)
}

/** Back of a phone that hands it to what is open, also where there is no page to go back to. @returns stop */
function watchSystemBack(close: () => void): () => void {
  // Elsewhere it would answer nothing but Esc, which has its own answers.
  if (!('CloseWatcher' in window) || !matchMedia('(pointer: coarse)').matches) return () => {}
  const watch = () => {
    const watcher = new CloseWatcher()
    watcher.addEventListener('close', () => {
      close()
      if (layers.includes(close)) current = watch()
    })
    return watcher
  }
  let current = watch()
  return () => current.destroy()
}
